using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>How a network's logits become an answer to one of a set's categories.</summary>
public sealed class AnswerRule
{
    private readonly IReadOnlyList<int[]>? groups;
    private readonly TieRule ties;

    private AnswerRule(IReadOnlyList<int[]>? groups, TieRule ties)
    {
        this.groups = groups;
        this.ties = ties;
    }

    /// <summary>The class with the highest logit: the set's categories are the network's classes.</summary>
    public static AnswerRule HighestLogit { get; } = new(null, TieRule.First);

    /// <summary>ImageNet's 1000 classes to the 16 entry-level categories, as model-vs-human decides.</summary>
    public static AnswerRule EntryLevel { get; } = MeanProbability(EntryLevelCategories.ImageNetClasses, TieRule.Last);

    /// <summary>
    /// The category whose classes have the highest mean probability (softmax over all classes of the network, then the
    /// mean over the category's). The mean and not the sum: categories of many classes have no advantage
    /// (texture-vs-shape, README).
    /// </summary>
    /// <param name="groups">Per category the network's classes in it, one or more.</param>
    public static AnswerRule MeanProbability(IReadOnlyList<int[]> groups, TieRule ties) =>
        groups.Any(g => g.Length == 0)
            ? throw new ArgumentException("every category needs a class", nameof(groups))
            : new(groups, ties);

    /// <summary>All that decides, for the keys of what is kept.</summary>
    public override string ToString() =>
        groups is null
            ? "highest logit"
            : $"mean probability, ties {ties}: {string.Join("; ", groups.Select(g => string.Join(",", g)))}";

    /// <summary>The answers, as indices of categories.</summary>
    /// <param name="logits">Floating, N x classes, on any device.</param>
    public int[] Of(Tensor logits)
    {
        using DisposeScope scope = NewDisposeScope();
        if (groups is null)
            return [.. logits.argmax(1).cpu().data<long>().Select(l => (int)l)];
        int classes = (int)logits.shape[1];
        if (groups.Max(g => g.Max()) >= classes)
            throw new InvalidInputException(
                $"the network has {classes} outputs; these categories are groups of classes up to number "
                    + $"{groups.Max(g => g.Max())}, as ImageNet's 1000"
            );
        double[] probabilities = [.. logits.detach().to(float64).softmax(1).cpu().data<double>()];
        return [.. probabilities.Chunk(classes).Select(Decide)];
    }

    private int Decide(double[] probabilities)
    {
        int best = 0;
        double highest = double.NegativeInfinity;
        for (int category = 0; category < groups!.Count; category++)
        {
            double mean = groups[category].Average(c => probabilities[c]);
            if (mean > highest || (mean == highest && ties == TieRule.Last))
                (best, highest) = (category, mean);
        }
        return best;
    }
}
