namespace RobustRepro.Measures;

/// <summary>Brings two observers' trials into one order: people see the images shuffled, and paired statistics compare
/// trial i with trial i.</summary>
internal static class DecisionAlignment
{
    /// <summary>Both observers' trials in the order of the image names.</summary>
    /// <exception cref="InvalidInputException">They did not see the same images, once each.</exception>
    public static (Decisions First, Decisions Second) Align(Decisions first, Decisions second)
    {
        Dictionary<string, int> firstTrials = ByImage(first),
            secondTrials = ByImage(second);
        int shared = firstTrials.Keys.Count(secondTrials.ContainsKey);
        if (shared < firstTrials.Count || shared < secondTrials.Count)
        {
            throw new InvalidInputException(
                $"{first.Observer} ({firstTrials.Count} images) and {second.Observer} ({secondTrials.Count} "
                    + $"images) share {shared} images; a paired comparison needs the same images for both"
            );
        }
        // by name, so that the seeded bootstrap does not depend on the order of the rows
        string[] images = [.. firstTrials.Keys.Order(StringComparer.Ordinal)];
        Decisions a = Reorder(first, [.. images.Select(i => firstTrials[i])]),
            b = Reorder(second, [.. images.Select(i => secondTrials[i])]);
        for (int i = 0; i < a.Count; i++)
        {
            if (a.Shape[i] != b.Shape[i] || a.Texture[i] != b.Texture[i])
                throw new InvalidInputException(
                    $"{first.Observer} and {second.Observer} disagree about shape or texture of image {a.Images[i]}"
                );
        }
        return (a, b);
    }

    private static Dictionary<string, int> ByImage(Decisions decisions)
    {
        var trials = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < decisions.Count; i++)
        {
            if (!trials.TryAdd(decisions.Images[i], i))
                throw new InvalidInputException(
                    $"{decisions.Observer} has several trials with image {decisions.Images[i]}; a paired "
                        + $"comparison needs one per image"
                );
        }
        return trials;
    }

    private static Decisions Reorder(Decisions decisions, int[] trials) =>
        new(
            decisions.Observer,
            decisions.Categories,
            [.. trials.Select(t => decisions.Images[t])],
            [.. trials.Select(t => decisions.Shape[t])],
            [.. trials.Select(t => decisions.Texture[t])],
            [.. trials.Select(t => decisions.Response[t])]
        );
}
