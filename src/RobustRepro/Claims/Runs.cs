using RobustRepro.Measures;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>The training runs of one architecture, as measured. Runs of S and of R are not paired: nothing but the data
/// is common to two trainings, so there may be more of one than of the other.</summary>
/// <param name="Standard">At least one.</param>
/// <param name="Robust">At least one.</param>
public sealed record Runs(IReadOnlyList<NetworkMeasurements> Standard, IReadOnlyList<NetworkMeasurements> Robust)
{
    /// <summary>Pairs of networks, each twice where it is in two pairs.</summary>
    public static Runs Of(IReadOnlyList<NetworkPair> pairs) =>
        new([.. pairs.Select(p => p.Standard)], [.. pairs.Select(p => p.Robust)]);

    /// <summary>S first.</summary>
    public IEnumerable<NetworkMeasurements> All => Standard.Concat(Robust);

    /// <summary>Reads a quantity of every network.</summary>
    /// <param name="quantity">As tables print it.</param>
    /// <param name="read">The quantity over images, the same for all networks, or over a network's units.</param>
    /// <param name="scale">An accuracy, share or bias unless said otherwise.</param>
    /// <param name="resampled">Of a quantity of units, its values under resamples of groups of probe images.</param>
    /// <param name="images">How many images those groups hold together.</param>
    public Comparison Compare(
        string quantity,
        Func<NetworkMeasurements, RatioSample> read,
        MeasureScale? scale = null,
        Func<NetworkMeasurements, IReadOnlyList<double>>? resampled = null,
        Func<NetworkMeasurements, int>? images = null
    )
    {
        Arm Of(IReadOnlyList<NetworkMeasurements> networks)
        {
            RatioSample[] samples = [.. networks.Select(read)];
            IReadOnlyList<double>[] moved = resampled is null ? [] : [.. networks.Select(resampled)];
            return new(samples, moved.Any(m => m.Count == 0) ? [] : moved)
            {
                ResampledImages = images?.Invoke(networks[0]) ?? 0,
            };
        }
        return new(quantity, Of(Standard), Of(Robust)) { Scale = scale ?? MeasureScale.Share };
    }
}
