namespace RobustRepro.Statistics;

/// <summary>
/// How a verdict comes about: the only place where these constants stand; every table and the report print
/// <see cref="Text"/>. They were fixed before the networks that they judge were measured; which rule stood before, and
/// why it was replaced, is in docs/statistics.md.
/// </summary>
internal static class DecisionRule
{
    public const double Confidence = 0.95;

    /// <summary>A detectable effect is found with this probability.</summary>
    public const double Power = 0.8;

    public const int Resamples = 10_000;

    /// <summary>Images that measures of units rest on are resampled in so many groups.</summary>
    public const int ImageGroups = 20;

    /// <summary>The seed of the resampling.</summary>
    public const int Seed = 20060937;

    /// <summary>The smallest effect of interest of every accuracy, share and bias: one decision in twenty.</summary>
    public const double SmallestShare = 0.05;

    /// <summary>The smallest effect of interest of an entropy, bits.</summary>
    public const double SmallestEntropy = 0.1;

    /// <summary>The smallest effect of interest of a total variation, as a part of S's mean.</summary>
    public const double SmallestPartOfVariation = 0.05;

    /// <summary>The smallest effect of interest of a change under noise, as a part of S's mean.</summary>
    public const double SmallestPartOfChange = 0.1;

    /// <summary>The smallest effect of interest of what a single unit carries, decisions per 100 images.</summary>
    public const double SmallestPerUnit = 0.1;

    /// <summary>The smallest effect of interest of an accuracy gained per doubling of width.</summary>
    public const double SmallestPerDoubling = 0.01;

    /// <summary>Assignments of runs to S and R up to this number are all made in the permutation test; of more, a tenth
    /// of it is drawn.</summary>
    public const int MostAssignments = 1_000_000;

    /// <summary>Both networks must reach this multiple of chance on intact images before a comparison of them means
    /// anything.</summary>
    public const double LeastCleanAccuracyOverChance = 3;

    /// <summary>Fewer images than this leave a comparison undecidable.</summary>
    public const int FewestImages = 50;

    /// <summary>Units whose concepts were found: fewer detectors than this in a network leave a share of them
    /// undecidable.</summary>
    public const int FewestDetectors = 10;

    public const string Text =
        "Difference R - S with its 95% interval. The training run is the unit: Welch's t on the means of "
        + "runs, and a component for images that are harder for all R than for all S (images that share a source are "
        + "clustered; for hidden units, groups of probe images are resampled). One run in an arm: percentile bootstrap "
        + "over images or units, and the verdict speaks of these two networks alone. Supported: interval wholly on "
        + "the predicted side of 0; contradicted: wholly on the other; negligible: wholly within the smallest effect "
        + "of interest; inconclusive: none of these; undecidable: the measure fails its own validity check, or S "
        + "leaves no room for the smallest effect.";
}
