namespace RobustRepro.Reporting.Figures;

/// <summary>How many units of one layer of one network detect a concept, per category of the concept.</summary>
/// <param name="Layer">As the figure names it.</param>
/// <param name="Threshold">A unit is a detector when its best IoU exceeds this.</param>
/// <param name="Units">Of the layer, detectors or not.</param>
/// <param name="Detectors">Number of detectors per category; a category without any may be left out.</param>
internal sealed record DetectorTally(
    string Layer,
    double Threshold,
    int Units,
    IReadOnlyDictionary<string, int> Detectors
)
{
    /// <summary>Detectors of any category.</summary>
    public int Total => Detectors.Values.Sum();
}
