namespace RobustRepro.Claims;

/// <summary>What can be drawn of a claim's result; a claim says which of them show it.</summary>
public enum ClaimChart
{
    /// <summary>Accuracy of S and of R on each of the claim's <see cref="Claim.ChartedSets"/>.</summary>
    AccuracyPerSet,

    /// <summary>Accuracy under attack over eps.</summary>
    AccuracyOverEps,

    /// <summary>Accuracy, clean and under attack, over the width of networks.</summary>
    AccuracyOverWidth,

    /// <summary>Shape bias, overall and per category.</summary>
    ShapeBias,

    /// <summary>Decisions for the coarse image of hybrids, over cut-offs.</summary>
    HybridCurve,

    /// <summary>The filters of the first layer.</summary>
    FirstLayerFilters,

    /// <summary>Total variation of the early layers' channels on noisy against clean images.</summary>
    NoiseScatter,

    /// <summary>Detectors by category, per layer and threshold.</summary>
    DetectorCategories,

    /// <summary>What is lost without the detectors of a category.</summary>
    Ablations,

    /// <summary>How many units match how many concepts.</summary>
    ConceptHistogram,

    /// <summary>Images that networks draw.</summary>
    Syntheses,
}
