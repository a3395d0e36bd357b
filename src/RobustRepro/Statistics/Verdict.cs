namespace RobustRepro.Statistics;

/// <summary>What the data say about a claim.</summary>
public enum Verdict
{
    /// <summary>The interval of the difference lies wholly on the predicted side of zero.</summary>
    Supported,

    /// <summary>The interval lies wholly on the other side.</summary>
    Contradicted,

    /// <summary>The interval lies wholly within the smallest effect of interest, whether or not it includes zero: a
    /// difference too small to matter is not support.</summary>
    Negligible,

    /// <summary>The interval includes zero, and effects that matter.</summary>
    Inconclusive,

    /// <summary>The measure's own validity check failed, so its value decides nothing; or S is so near the end of the
    /// scale that the smallest effect of interest does not fit.</summary>
    Undecidable,
}
