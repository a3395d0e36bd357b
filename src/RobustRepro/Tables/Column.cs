namespace RobustRepro.Tables;

/// <summary>A column of a result table.</summary>
/// <param name="Decimals">Digits after the point of its numbers.</param>
/// <param name="Tolerance">How far a recomputed number may lie from the recorded one (libtorch differs between
/// processors); 0 for to the letter.</param>
public sealed record Column(string Name, int Decimals = 3, double Tolerance = 0)
{
    /// <summary>What it stands for in a comparison.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>A column of words.</summary>
    public static Column Text(string name) => new(name, 0);
}
