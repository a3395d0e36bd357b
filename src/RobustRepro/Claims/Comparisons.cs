using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>The comparisons of S with R that claims are made of.</summary>
public static class Comparisons
{
    /// <summary>Accuracy on all images of a set.</summary>
    public static Comparison Accuracy(string quantity, StimulusName set, Runs runs) =>
        runs.Compare(quantity, n => n.Decisions[set].Accuracy);

    /// <summary>
    /// Accuracy on distorted images, for each network over those that it gets right when intact: image i of each
    /// distorted set is image i of the intact one.
    /// </summary>
    public static Comparison OnImagesEachKnows(string quantity, IReadOnlyList<StimulusName> distorted, Runs runs) =>
        runs.Compare(quantity, n => Distorted(n, distorted, n.Decisions[StimulusName.Intact].IsCorrect));

    /// <summary>Accuracy on distorted images over those that all networks get right when intact (with one pair, the
    /// paper's ImageNet-CL).</summary>
    public static Comparison OnImagesAllKnow(string quantity, IReadOnlyList<StimulusName> distorted, Runs runs)
    {
        bool[] known = KnownImages.ToAll(runs.All);
        return runs.Compare(quantity, n => Distorted(n, distorted, i => known[i]));
    }

    /// <summary>Accuracy on distorted images, over all of them.</summary>
    public static Comparison OnAllImages(string quantity, IReadOnlyList<StimulusName> distorted, Runs runs) =>
        runs.Compare(quantity, n => Distorted(n, distorted, _ => true));

    /// <summary>Accuracy on the images of several sets, which need not be of the same photographs.</summary>
    public static Comparison Together(string quantity, IReadOnlyList<StimulusName> sets, Runs runs) =>
        runs.Compare(
            quantity,
            n =>
                RatioSample.Share(
                    sets.SelectMany(set =>
                        Enumerable.Range(0, n.Decisions[set].Count).Select(n.Decisions[set].IsCorrect)
                    )
                )
        );

    /// <summary>The choices of images that <see cref="OnImagesEachKnows"/> leaves.</summary>
    public static IReadOnlyList<Variant> OtherImages(string quantity, IReadOnlyList<StimulusName> distorted, Runs runs)
    {
        Comparison shared = OnImagesAllKnow(quantity, distorted, runs);
        return
        [
            new("images that all networks know when intact", shared, TooFewImages(shared)),
            new("all images, also those a network does not know when intact", OnAllImages(quantity, distorted, runs)),
        ];
    }

    /// <summary>Why a conditional accuracy decides nothing: too few images, or neither arm above chance; null where it
    /// is valid.</summary>
    public static string? InvalidUnlessAboveChance(Comparison comparison, int classes)
    {
        double chance = 1.0 / classes,
            best = Math.Max(LowerBound(comparison.Standard), LowerBound(comparison.Robust));
        return TooFewImages(comparison)
            ?? (
                best > chance
                    ? null
                    : $"neither S nor R is shown to be above chance ({chance:0.000}) on the distorted images"
            );
    }

    /// <summary>Why an accuracy decides nothing: S is not shown to be above chance; null where it is.</summary>
    public static string? InvalidUnlessStandardAboveChance(Comparison comparison, int classes) =>
        LowerBound(comparison.Standard) is var least && least > 1.0 / classes
            ? null
            : $"S is not shown to be above chance ({1.0 / classes:0.000}; interval from {least:0.000})";

    /// <summary>Lower end of the 95% interval of a share over images, mean over runs.</summary>
    public static double LowerBound(Arm arm) => arm.Runs.Average(r => WilsonInterval.Of(r).Low);

    private static string? TooFewImages(Comparison comparison) =>
        comparison.Standard.Runs.Concat(comparison.Robust.Runs).Min(r => r.Denominators.Count(d => d > 0))
        < DecisionRule.FewestImages
            ? $"fewer than {DecisionRule.FewestImages} intact images are known to a network"
            : null;

    private static RatioSample Distorted(
        NetworkMeasurements network,
        IReadOnlyList<StimulusName> distorted,
        Func<int, bool> counts
    )
    {
        // a distorted set may hold fewer images than the intact one: its first
        int images = distorted.Min(set => network.Decisions[set].Count);
        var correct = new double[images];
        var counted = new double[images];
        for (int i = 0; i < images; i++)
        {
            if (!counts(i))
                continue;
            // one image counts once, however many ways it was distorted
            counted[i] = distorted.Count;
            correct[i] = distorted.Count(set => network.Decisions[set].IsCorrect(i));
        }
        return new(correct, counted);
    }
}
