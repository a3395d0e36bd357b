using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Imaging;

/// <summary>The one place where images change representation: bytes 0..255 on disk and in memory, float32 in [0, 1] for
/// networks.</summary>
internal static class Pixels
{
    /// <summary>uint8 to float32 in [0, 1].</summary>
    public static Tensor ToFloat(Tensor bytes)
    {
        using Tensor floats = bytes.to(float32);
        return floats.div(255f);
    }

    /// <summary>float32 in [0, 1] to uint8, row-major; what lies outside is cut off.</summary>
    public static byte[] ToBytes(Tensor floats)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. floats.clamp(0, 1).mul(255).round().to(ScalarType.Byte).contiguous().data<byte>()];
    }

    /// <summary>
    /// Throws unless the images are float32, N x 3 x H x W and within [0, 1]. Networks here normalise inside; input
    /// that was normalised before is the field's most common mistake (for example MadryLab/robustness issue 14) and
    /// shows as values outside the range.
    /// </summary>
    public static void RequireUnitRange(Tensor images)
    {
        if (images.dtype != ScalarType.Float32 || images.dim() != 4 || images.shape[1] != 3)
            throw new ArgumentException(
                $"images must be float32 N x 3 x H x W, not {images.dtype} {string.Join("x", images.shape)}",
                nameof(images)
            );
        if (images.numel() == 0)
            return;
        using Tensor detached = images.detach();
        (Tensor lowest, Tensor highest) = detached.aminmax();
        using Tensor first = lowest,
            second = highest;
        float low = lowest.item<float>(),
            high = highest.item<float>();
        if (!(low >= 0 && high <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(images),
                $"pixel values span [{low:g4}, {high:g4}], expected [0, 1]: the network normalises its "
                    + $"input itself, so pass unnormalised images"
            );
    }
}
