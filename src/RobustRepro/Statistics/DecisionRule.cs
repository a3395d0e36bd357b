namespace RobustRepro.Statistics;

/// <summary>
/// How a verdict comes about: the only place where these constants stand; every table and the report print
/// <see cref="Text"/>. They were fixed before any verdict was recorded; what was replaced before that, and why, is in
/// docs/protocol.md.
/// </summary>
internal static class DecisionRule
{
    public const double Confidence = 0.95;

    public const int Resamples = 10_000;

    /// <summary>The seed of the resampling.</summary>
    public const int Seed = 20060937;

    /// <summary>Both networks must reach this multiple of chance on intact images before a comparison of them means
    /// anything.</summary>
    public const double LeastCleanAccuracyOverChance = 3;

    /// <summary>Fewer images than this leave a comparison undecidable.</summary>
    public const int FewestImages = 50;

    /// <summary>Units whose concepts were found: fewer detectors than this in a network leave a share of them
    /// undecidable.</summary>
    public const int FewestDetectors = 10;

    public const string Text =
        "Difference R - S, 95% interval. One pair of networks: percentile bootstrap over images, the same "
        + "for both, or over hidden units, each network's on their own; 10,000 resamples. Several "
        + "seeds: bootstrap over images or units and, independently for S and R, over seeds; its standard "
        + "error corrected for the number of seeds, Student's t with 2k - 2 degrees of "
        + "freedom for k seeds. Supported: interval wholly on the predicted side of 0; contradicted: wholly "
        + "on the other; inconclusive: includes 0; "
        + "undecidable: the measure fails its own validity check.";
}
