using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Measures.Synthesis;

/// <summary>
/// Multi-scale structural similarity (Wang, Simoncelli and Bovik 2003): contrast and structure are compared at every
/// scale, luminance at the coarsest. Their five scales need 176 pixels with their window of 11; here the window has 7
/// pixels, there are as many scales as leave room for it, and the weights of these are scaled to a sum of 1. A scale at
/// which the images are negatively correlated counts as 0.
/// </summary>
internal static class MultiScaleSimilarity
{
    private const int Window = 7;

    private const double Deviation = 1.5,
        LuminanceConstant = 0.01 * 0.01,
        ContrastConstant = 0.03 * 0.03;

    /// <summary>The paper's weights, finest scale first.</summary>
    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>Similarity of each image to the one at its place, mean over colour channels; 1 for equal
    /// images.</summary>
    /// <param name="first">float32, N x C x H x W, in [0, 1], at least 7 x 7.</param>
    /// <param name="second">Of the same shape.</param>
    public static double[] Of(Tensor first, Tensor second)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        Tensor x = first.to(float64),
            y = second.to(float64);
        long side = Math.Min(x.shape[2], x.shape[3]);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, Window, nameof(first));
        int scales = Weights.Where((_, scale) => side >> scale >= Window).Count();
        double sum = Weights.Take(scales).Sum();
        Tensor similarity = ones_like(x.mean([2, 3]));
        for (int scale = 0; scale < scales; scale++)
        {
            (Tensor luminance, Tensor structure) = Compare(x, y);
            Tensor here = scale == scales - 1 ? (luminance * structure).mean([2, 3]) : structure.mean([2, 3]);
            similarity *= here.clamp(min: 0).pow(Weights[scale] / sum);
            x = F.avg_pool2d(x, 2);
            y = F.avg_pool2d(y, 2);
        }
        return similarity.mean([1]).data<double>().ToArray();
    }

    private static (Tensor Luminance, Tensor Structure) Compare(Tensor x, Tensor y)
    {
        Tensor meanX = Blur(x),
            meanY = Blur(y);
        Tensor varianceX = Blur(x * x) - meanX * meanX,
            varianceY = Blur(y * y) - meanY * meanY,
            covariance = Blur(x * y) - meanX * meanY;
        return (
            (2 * meanX * meanY + LuminanceConstant) / (meanX * meanX + meanY * meanY + LuminanceConstant),
            (2 * covariance + ContrastConstant) / (varianceX + varianceY + ContrastConstant)
        );
    }

    /// <summary>Mean over a Gaussian window, where the window fits.</summary>
    private static Tensor Blur(Tensor images)
    {
        Tensor offsets = arange(Window, float64) - Window / 2;
        Tensor row = exp(offsets * offsets / (-2 * Deviation * Deviation));
        row /= row.sum();
        long channels = images.shape[1];
        Tensor Weight(long height, long width) => row.view(1, 1, height, width).expand(channels, 1, height, width);
        Tensor blurred = F.conv2d(images, Weight(1, Window), groups: channels);
        return F.conv2d(blurred, Weight(Window, 1), groups: channels);
    }
}
