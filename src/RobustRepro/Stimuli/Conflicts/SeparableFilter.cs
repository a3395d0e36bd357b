using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>
/// The same short filter along both axes of an image, as two products with matrices that hold it row by row. What lies
/// outside of the image is in the matrices too. A convolution of one to three channels, and its gradient, take libtorch
/// several times as long.
/// </summary>
internal static class SeparableFilter
{
    /// <param name="images">Floating, N x C x H x W.</param>
    /// <param name="line">The filter's weights, for an odd number centred on the pixel.</param>
    /// <param name="stride">Of the result, along both axes.</param>
    /// <param name="inside">From an index that may lie outside and the length of the side to the index of the pixel that
    /// stands in for it.</param>
    public static Tensor Apply(Tensor images, float[] line, int stride, Func<int, int, int> inside)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor down = Rows(line, (int)images.shape[2], stride, inside).to(images.device),
            across = Rows(line, (int)images.shape[3], stride, inside).to(images.device);
        return down.matmul(images.matmul(across.t())).MoveToOuterDisposeScope();
    }

    /// <summary>Beyond the edge, the image goes back the way it came; the pixel at the edge is not repeated.</summary>
    public static int Reflect(int index, int length) =>
        index < 0 ? -index
        : index >= length ? 2 * (length - 1) - index
        : index;

    /// <summary>Beyond the edge, the pixel at the edge goes on.</summary>
    public static int Replicate(int index, int length) => Math.Clamp(index, 0, length - 1);

    private static Tensor Rows(float[] line, int length, int stride, Func<int, int, int> inside)
    {
        int border = (line.Length - 1) / 2,
            rows = (length + 2 * border - line.Length) / stride + 1;
        var weights = new float[rows, length];
        for (int row = 0; row < rows; row++)
        {
            for (int tap = 0; tap < line.Length; tap++)
                weights[row, inside(row * stride + tap - border, length)] += line[tap];
        }
        return tensor(weights);
    }
}
