namespace RobustRepro.Tables;

/// <summary>What a column stands for, so that nobody has to read it off its caption.</summary>
public enum ColumnRole
{
    /// <summary>Anything else.</summary>
    None,

    /// <summary>The first network of each pair: S, unless a control compares others.</summary>
    Standard,

    /// <summary>The second: R.</summary>
    Robust,

    /// <summary>The second less the first.</summary>
    Difference,
}
