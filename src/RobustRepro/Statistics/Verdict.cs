namespace RobustRepro.Statistics;

/// <summary>What the data say about a claim.</summary>
public enum Verdict
{
    /// <summary>The interval of the difference lies wholly on the predicted side of zero.</summary>
    Supported,

    /// <summary>The interval lies wholly on the other side.</summary>
    Contradicted,

    /// <summary>The interval includes zero.</summary>
    Inconclusive,

    /// <summary>The measure's own validity check failed, so its value decides nothing.</summary>
    Undecidable,
}
