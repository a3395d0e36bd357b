using RobustRepro.Measures;
using RobustRepro.Runtime;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>
/// The shuffled-label control: answers stay, but the labels of the images that decide a claim are permuted, the same
/// way for S and R. Whatever a claim finds then, it did not find in the images, so it must not come out as supported.
/// </summary>
internal static class LabelShuffle
{
    /// <summary>The network's measurements with the labels of the claim's deciding sets permuted.</summary>
    public static NetworkMeasurements Apply(Claim claim, NetworkMeasurements network) =>
        network with
        {
            Decisions = network.Decisions.ToDictionary(
                p => p.Key,
                p => claim.DecidedOn.Contains(p.Key) ? Shuffle(p.Value) : p.Value
            ),
            UnderAttack = claim.DecidedOn.Contains(StimulusName.UnderAttack)
                ? [.. network.UnderAttack.Select(a => (a.Eps, Shuffle(a.Answers)))]
                : network.UnderAttack,
            OtherWidths = [.. network.OtherWidths.Select(o => (o.Width, Apply(claim, o.Network)))],
            Units = network.Units?.WithShuffledLabels(),
        };

    private static Decisions Shuffle(Decisions decisions)
    {
        int[] order = SeededShuffle.Order(decisions.Count, DecisionRule.Seed);
        return new(
            decisions.Observer,
            decisions.Categories,
            decisions.Images,
            [.. order.Select(i => decisions.Shape[i])],
            [.. order.Select(i => decisions.Texture[i])],
            decisions.Response
        );
    }
}
