using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;

namespace RobustRepro.Claims;

/// <summary>Sensitivity rows over the corruptions of Hendrycks and Dietterich (2019), by their four families, and the
/// mean corruption error.</summary>
internal static class CorruptionRows
{
    private static readonly (string Family, string[] Corruptions)[] Families =
    [
        ("noise", ["gaussian_noise", "shot_noise", "impulse_noise"]),
        ("blur", ["defocus_blur", "glass_blur", "motion_blur", "zoom_blur"]),
        ("weather", ["snow", "fog", "brightness"]),
        ("digital", ["contrast", "elastic_transform", "pixelate", "jpeg_compression"]),
    ];

    /// <summary>Every corruption at every severity.</summary>
    public static IReadOnlyList<StimulusName> Sets { get; } =
    [.. DistortionCatalogue.Corruptions.SelectMany(c => SetsOf(c.Name))];

    /// <summary>Nothing where a network was not shown all corruptions.</summary>
    public static IReadOnlyList<Comparison> Of(Runs runs)
    {
        if (!runs.All.All(n => Sets.All(n.Decisions.ContainsKey)))
            return [];
        var rows = new List<Comparison>();
        foreach ((string family, string[] corruptions) in Families)
        {
            StimulusName[] sets = [.. corruptions.SelectMany(SetsOf)];
            rows.Add(Comparisons.OnImagesEachKnows($"corruptions, {family}, images each network knows", sets, runs));
            rows.Add(Comparisons.OnAllImages($"corruptions, {family}, all images", sets, runs));
        }
        rows.Add(MeanError(runs));
        return rows;
    }

    /// <summary>The sum of a network's errors over severities, over that of S (mean over its runs), in per cent, mean
    /// over corruptions: below S's 100 the network errs less. S's errors are taken as known.</summary>
    private static Comparison MeanError(Runs runs)
    {
        int images = Sets.Min(set => runs.Standard[0].Decisions[set].Count);
        string[] corruptions = [.. DistortionCatalogue.Corruptions.Select(c => c.Name)];
        Dictionary<string, double> errorsOfStandard = corruptions.ToDictionary(
            c => c,
            c => runs.Standard.Average(n => Enumerable.Range(0, images).Sum(i => Errors(n, c, i)))
        );
        // a corruption under which S makes no mistake has no error relative to S's
        string[] counted = [.. corruptions.Where(c => errorsOfStandard[c] > 0)];
        return runs.Compare(
            "mCE, errors in per cent of S's",
            n =>
                new(
                    [
                        .. Enumerable
                            .Range(0, images)
                            .Select(i => counted.Average(c => 100 * Errors(n, c, i) * images / errorsOfStandard[c])),
                    ],
                    [.. Enumerable.Repeat(1.0, images)]
                ),
            MeasureScale.Amount
        );
    }

    private static double Errors(NetworkMeasurements network, string corruption, int image) =>
        SetsOf(corruption).Count(set => !network.Decisions[set].IsCorrect(image));

    /// <summary>One corruption at every severity.</summary>
    public static IEnumerable<StimulusName> SetsOf(string corruption) =>
        StimulusName.Severities.Select(severity => StimulusName.Corrupted(corruption, severity));
}
