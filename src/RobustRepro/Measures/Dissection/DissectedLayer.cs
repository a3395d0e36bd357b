namespace RobustRepro.Measures.Dissection;

/// <summary>What was counted of a layer.</summary>
/// <param name="Quantile">Share of a unit's activations above its threshold.</param>
/// <param name="Thresholds">One per unit.</param>
public sealed record DissectedLayer(string Layer, double Quantile, float[] Thresholds, DissectionTally Tally)
{
    /// <summary>This layer's units, counted with the labels of other images; null where nobody asked.</summary>
    public DissectionTally? Chance { get; init; }
}
