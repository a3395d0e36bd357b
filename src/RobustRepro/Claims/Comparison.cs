using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>A quantity of a claim, measured on every run of S and of R.</summary>
/// <param name="Quantity">As tables print it.</param>
public sealed record Comparison(string Quantity, Arm Standard, Arm Robust)
{
    /// <summary>An accuracy, share or bias unless said otherwise.</summary>
    public MeasureScale Scale { get; init; } = MeasureScale.Share;

    /// <summary>Whether an arm has a single run, so that nothing can be said of other runs.</summary>
    public bool OfTheseNetworks => Standard.Count < 2 || Robust.Count < 2;
}
