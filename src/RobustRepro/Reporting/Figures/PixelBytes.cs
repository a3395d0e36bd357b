using static TorchSharp.torch;

namespace RobustRepro.Reporting.Figures;

/// <summary>Pictures out of tensors, as bytes.</summary>
internal static class PixelBytes
{
    /// <summary>One image of uint8 N x 3 x H x W as H x W x 3 bytes.</summary>
    public static byte[] Rgb(Tensor images, int index)
    {
        using Tensor one = images[index];
        using Tensor onCpu = one.cpu();
        using Tensor interleaved = onCpu.permute(1, 2, 0);
        using Tensor packed = interleaved.contiguous();
        return [.. packed.data<byte>()];
    }

    /// <summary>One mask of bool N x H x W as H x W truths.</summary>
    public static bool[] Mask(Tensor masks, int index)
    {
        using Tensor one = masks[index];
        using Tensor onCpu = one.cpu();
        using Tensor packed = onCpu.contiguous();
        return [.. packed.data<bool>()];
    }

    /// <summary>Throws unless the images are uint8 N x 3 x H x W.</summary>
    public static void Require(Tensor images, string label, string parameter)
    {
        if (images.dtype != ScalarType.Byte || images.dim() != 4 || images.shape[1] != 3)
            throw new ArgumentException(
                $"{label}: images must be uint8 N x 3 x H x W, not {images.dtype} {string.Join("x", images.shape)}",
                parameter
            );
    }
}
