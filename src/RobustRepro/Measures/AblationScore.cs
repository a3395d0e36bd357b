using RobustRepro.Statistics;

namespace RobustRepro.Measures;

/// <summary>
/// What an ablation does to the images that the intact network knows (the paper: those that both networks of a pair
/// know, ImageNet-CL). Works for intact images and for either cue of cue-conflict images: the labels say which.
/// </summary>
internal static class AblationScore
{
    /// <summary>The images that every one of some networks answers with their label.</summary>
    public static bool[] Known(int[] labels, params IEnumerable<int[]> answers)
    {
        int[][] all = [.. answers];
        return [.. Enumerable.Range(0, labels.Length).Select(i => all.All(a => a[i] == labels[i]))];
    }

    /// <summary>Known images that are wrong with units set to zero, over known images: how much the network needs these
    /// units.</summary>
    /// <param name="known">Per image, from <see cref="Known"/>.</param>
    /// <param name="labels">Per image.</param>
    /// <param name="ablated">Answers under <see cref="Ablation.ZeroOut"/>.</param>
    public static RatioSample Drop(bool[] known, int[] labels, int[] ablated)
    {
        if (known.Length != labels.Length || labels.Length != ablated.Length)
            throw new ArgumentException(
                $"{known.Length} images known or not, {labels.Length} labels, {ablated.Length} answers",
                nameof(ablated)
            );
        return new(
            [.. Enumerable.Range(0, known.Length).Select(i => known[i] && ablated[i] != labels[i] ? 1.0 : 0.0)],
            [.. known.Select(k => k ? 1.0 : 0.0)]
        );
    }
}
