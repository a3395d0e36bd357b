namespace RobustRepro.Training;

/// <summary>S and R of an architecture that were also trained at other widths, seed by seed and by the same
/// recipe.</summary>
/// <param name="Architecture">Of all of them.</param>
/// <param name="Seeds">Those whose S and R have such twins.</param>
/// <param name="Others">The widths besides 1.</param>
public sealed record WidthSeries(string Architecture, IReadOnlyList<int> Seeds, IReadOnlyList<double> Others)
{
    /// <summary>Every twin, R first, which take longest.</summary>
    public IEnumerable<NetworkId> Networks =>
        from mode in new[] { TrainingMode.Robust, TrainingMode.Standard }
        from seed in Seeds
        from other in Of(new(Architecture, mode, seed))
        select other;

    /// <summary>The twins of a network; none where it has none.</summary>
    public IReadOnlyList<NetworkId> Of(NetworkId network) =>
        network is { Mode: TrainingMode.Standard or TrainingMode.Robust, Width: 1 }
        && network.Architecture == Architecture
        && Seeds.Contains(network.Seed)
            ? [.. Others.Select(width => network with { Width = width })]
            : [];
}
