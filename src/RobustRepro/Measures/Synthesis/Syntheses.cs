namespace RobustRepro.Measures.Synthesis;

/// <summary>Images that a network made of noise and of test images until it named a target, and what other networks
/// name them. All lists are by image, those from noise first.</summary>
/// <param name="Targets">The class asked for.</param>
/// <param name="OwnAnswers">What the network itself answers in the end.</param>
/// <param name="Judges">The networks that had no part in the synthesis, and what they answer.</param>
/// <param name="Inversions">Of test images, from their features.</param>
public sealed record Syntheses(
    IReadOnlyList<int> Targets,
    IReadOnlyList<int> OwnAnswers,
    IReadOnlyList<SynthesisJudge> Judges,
    IReadOnlyList<Inversion> Inversions
)
{
    /// <summary>How many of them were made of noise.</summary>
    public required int FromNoise { get; init; }

    /// <summary>A few of them, for figures.</summary>
    public required SynthesisPictures Pictures { get; init; }

    /// <summary>By image, whether the network itself names the target.</summary>
    public IEnumerable<bool> Reached => Targets.Zip(OwnAnswers, (target, own) => target == own);

    /// <summary>Per image the share of judges that name its target.</summary>
    /// <param name="counts">Which judges; null for all.</param>
    public double[] Named(Func<SynthesisJudge, bool>? counts = null)
    {
        SynthesisJudge[] asked = [.. Judges.Where(j => counts is null || counts(j))];
        return [.. Targets.Select((target, i) => asked.Average(j => j.Answers[i] == target ? 1.0 : 0))];
    }
}
