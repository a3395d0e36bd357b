using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>
/// Images in black and white: luminance, cut at the threshold that Otsu (1979) finds for each image, such that the
/// background is white. What the border mostly has is taken for the background.
/// </summary>
internal static class Thresholded
{
    private const int Levels = 256;

    /// <param name="images">float32, N x 3 x H x W, in [0, 1].</param>
    /// <returns>0 or 1, in all three channels.</returns>
    public static Tensor Apply(Tensor images) =>
        PerImage.Apply(
            images,
            0,
            0,
            (Plane[] image, ref SplitMixRandom _) =>
            {
                Plane grey = Greyscale.Luminance(image).Map(v => Math.Round(v * (Levels - 1)));
                int threshold = Threshold(grey.Values);
                Plane drawn = grey.Map(v => v > threshold ? 1 : 0);
                if (BorderIsMostlyBlack(drawn))
                    drawn = drawn.Map(v => 1 - v);
                return [drawn, drawn, drawn];
            }
        );

    /// <summary>The level with the largest variance between the values up to it and those above it; of equal ones, the
    /// lowest, as scikit-image's threshold_otsu. Of values that are all the same, that value.</summary>
    /// <param name="values">Whole numbers from 0 to 255.</param>
    internal static int Threshold(IReadOnlyList<double> values)
    {
        var histogram = new int[Levels];
        foreach (double value in values)
            histogram[(int)value]++;
        double all = values.Sum(),
            below = 0,
            largest = -1;
        int count = 0,
            best = 0;
        for (int level = 0; level < Levels; level++)
        {
            if (histogram[level] == 0)
                continue;
            count += histogram[level];
            below += (double)level * histogram[level];
            int above = values.Count - count;
            double difference = above == 0 ? 0 : below / count - (all - below) / above;
            double variance = (double)count * above * difference * difference;
            if (variance > largest)
                (largest, best) = (variance, level);
        }
        return best;
    }

    private static bool BorderIsMostlyBlack(Plane drawn)
    {
        int black = 0,
            white = 0;
        for (int y = 0; y < drawn.Height; y++)
        {
            bool wholeRow = y == 0 || y == drawn.Height - 1;
            for (int x = 0; x < drawn.Width; x += wholeRow || drawn.Width == 1 ? 1 : drawn.Width - 1)
            {
                if (drawn[y, x] > 0)
                    white++;
                else
                    black++;
            }
        }
        return black > white;
    }
}
