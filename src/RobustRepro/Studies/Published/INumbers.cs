namespace RobustRepro.Studies.Published;

/// <summary>Published measures of networks, by network and column.</summary>
internal interface INumbers
{
    /// <summary>The networks, and whoever else was measured, in the source's order.</summary>
    IReadOnlyList<string> Networks { get; }

    /// <summary>Whether the source has a column.</summary>
    bool Has(string column);

    /// <summary>A measure as a share, 0 to 1.</summary>
    /// <exception cref="InvalidInputException">The network or the column is not there, the cell is empty, or its value
    /// is none.</exception>
    double Of(string network, string column);

    /// <summary>The error for a column that is not there; it asks after the one that was probably meant.</summary>
    InvalidInputException Missing(string column);
}
