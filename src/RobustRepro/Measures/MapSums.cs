namespace RobustRepro.Measures;

/// <summary>
/// What the activation maps of a layer sum up to over groups of images, so that means can be taken again over resampled
/// groups.
/// </summary>
/// <param name="Variation">Groups x channels: total variation of a map, summed over the images of the group.</param>
/// <param name="Magnitude">Groups x channels: mean absolute value of a map, summed over the images of the
/// group.</param>
/// <param name="Images">Number of images per group.</param>
internal sealed record MapSums(double[,] Variation, double[,] Magnitude, int[] Images)
{
    public int Channels => Variation.GetLength(1);

    /// <summary>Mean total variation per channel over all images: the paper's number.</summary>
    public double[] MeanVariation() => Mean(Variation);

    /// <summary>Mean absolute activation per channel over all images.</summary>
    public double[] MeanMagnitude() => Mean(Magnitude);

    /// <summary>Mean total variation over mean absolute activation per channel; 0 for a channel that is 0 on every
    /// image.</summary>
    public double[] ScaleFree() =>
        [.. MeanVariation().Zip(MeanMagnitude(), (tv, magnitude) => magnitude > 0 ? tv / magnitude : 0)];

    private double[] Mean(double[,] sums)
    {
        var means = new double[Channels];
        double images = Images.Sum();
        for (int group = 0; group < Images.Length; group++)
        {
            for (int channel = 0; channel < means.Length; channel++)
                means[channel] += sums[group, channel] / images;
        }
        return means;
    }
}
