using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>The comparisons of S with R that claims are made of.</summary>
public static class Comparisons
{
    /// <summary>Accuracy on all images of a set, for both networks.</summary>
    public static Comparison Accuracy(
        string quantity,
        StimulusName set,
        NetworkMeasurements standard,
        NetworkMeasurements robust
    ) => new(quantity, standard.Decisions[set].Accuracy, robust.Decisions[set].Accuracy);

    /// <summary>
    /// Accuracy on distorted images, over those images that both networks get right when intact (the paper's
    /// ImageNet-CL): image i of each distorted set is image i of the intact one.
    /// </summary>
    public static Comparison OnImagesBothKnow(
        string quantity,
        IReadOnlyList<StimulusName> distorted,
        NetworkMeasurements standard,
        NetworkMeasurements robust
    )
    {
        bool[] known = KnownImages.ToBoth(standard, robust);
        return Distorted(quantity, distorted, standard, robust, i => known[i]);
    }

    /// <summary>Accuracy on distorted images, over all of them.</summary>
    public static Comparison OnAllImages(
        string quantity,
        IReadOnlyList<StimulusName> distorted,
        NetworkMeasurements standard,
        NetworkMeasurements robust
    ) => Distorted(quantity, distorted, standard, robust, _ => true);

    /// <summary>Why a conditional accuracy decides nothing: too few images, or neither network above chance; null where
    /// it is valid.</summary>
    public static string? InvalidUnlessAboveChance(Comparison comparison, int classes)
    {
        int images = comparison.Standard.Denominators.Count(d => d > 0);
        if (images < DecisionRule.FewestImages)
            return $"fewer than {DecisionRule.FewestImages} intact images are known to both networks";
        double chance = 1.0 / classes,
            best = Math.Max(LowerBound(comparison.Standard), LowerBound(comparison.Robust));
        return best > chance
            ? null
            : $"neither network is shown to be above chance ({chance:0.000}) on the distorted images";
    }

    /// <summary>Lower end of the 95% interval of a share.</summary>
    public static double LowerBound(RatioSample sample) => WilsonInterval.Of(sample).Low;

    private static Comparison Distorted(
        string quantity,
        IReadOnlyList<StimulusName> distorted,
        NetworkMeasurements standard,
        NetworkMeasurements robust,
        Func<int, bool> counts
    )
    {
        // a distorted set may hold fewer images than the intact one: its first
        int images = distorted.Min(set => standard.Decisions[set].Count);
        RatioSample Over(NetworkMeasurements network)
        {
            var correct = new double[images];
            var counted = new double[images];
            for (int i = 0; i < images; i++)
            {
                if (!counts(i))
                    continue;
                // one image is one unit of resampling, however many ways it was distorted
                counted[i] = distorted.Count;
                correct[i] = distorted.Count(set => network.Decisions[set].IsCorrect(i));
            }
            return new(correct, counted);
        }
        return new(quantity, Over(standard), Over(robust));
    }
}
