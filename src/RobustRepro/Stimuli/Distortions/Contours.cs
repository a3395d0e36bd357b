using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Edges in white on black: Canny as scikit-image computes it, to the pixel, on the luminance of rgb2gray. The defaults
/// are the paper's (generate_edge_maps.py of anguyen8/shape-bias), which finds edges at an image's original resolution
/// and resizes them afterwards; here the images are taken as they are.
/// </summary>
internal static class Contours
{
    public const double PaperSigma = 0.4,
        PaperLow = 0.35,
        PaperHigh = 0.9;

    // float32 holds byte / 255 to within 3e-8
    private const double ByteTolerance = 1e-5;

    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    /// <param name="sigma">Of the smoothing, in pixels.</param>
    /// <param name="low">Least gradient of a pixel, on the scale of the unnormalised Sobel operator: a step from 0 to 1
    /// has 4.</param>
    /// <param name="high">What at least one pixel of a connected edge must reach.</param>
    /// <returns>0 or 1, in all three channels.</returns>
    public static Tensor Apply(Tensor images, double sigma = PaperSigma, double low = PaperLow, double high = PaperHigh)
    {
        _ = GaussianFilter.Kernel(sigma);
        if (!(low >= 0 && high >= low))
            throw new ArgumentOutOfRangeException(
                nameof(low),
                low,
                $"the low threshold lies between 0 and the high one ({high})"
            );
        return PerImage.Apply(
            images,
            0,
            0,
            (Plane[] image, ref SplitMixRandom _) =>
            {
                Plane grey = Greyscale.Luminance([.. image.Select(c => c.Map(Exact))]);
                bool[] edges = CannyEdges.Find(grey, sigma, low, high);
                Plane drawn = Plane.Create(grey.Height, grey.Width, (y, x) => edges[y * grey.Width + x] ? 1 : 0);
                return [drawn, drawn, drawn];
            }
        );
    }

    /// <summary>A byte of an image file as double / 255, which float32 rounds: in scikit-image, such images are double,
    /// and equal pixels must stay equal.</summary>
    private static double Exact(double value)
    {
        double nearest = Math.Round(value * 255);
        return Math.Abs(value * 255 - nearest) < ByteTolerance * 255 ? nearest / 255 : value;
    }
}
