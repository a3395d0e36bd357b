namespace RobustRepro.Attacks.Auto;

/// <summary>What AutoAttack found out about a network.</summary>
/// <param name="Clean">What the network answers to each image as it is.</param>
/// <param name="Answers">What it answers under attack; the clean answer where it withstood.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="Stages">In the order they ran.</param>
public sealed record AutoAttackResult(
    AutoAttack Attack,
    IReadOnlyList<int> Clean,
    IReadOnlyList<int> Answers,
    IReadOnlyList<int> Labels,
    IReadOnlyList<AttackStage> Stages
)
{
    /// <summary>What stood apart from the four attacks, for <see cref="Signs"/>.</summary>
    public required MaskingCheck Check { get; init; }

    /// <summary>Images of the evaluation.</summary>
    public int Images => Labels.Count;

    /// <summary>Share of images answered correctly as they are.</summary>
    public double CleanAccuracy => Accuracy(Clean);

    /// <summary>Share of images answered correctly whatever the attacks tried.</summary>
    public double RobustAccuracy => Accuracy(Answers);

    /// <summary>Signs that gradients hid the network's mistakes, so that its robust accuracy may be too high: a
    /// sentence each; none is the rule.</summary>
    public IReadOnlyList<string> Signs => Check.Signs(Stages);

    /// <summary>What differs from the standard version, a sentence each; nothing with ten classes or more.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Share of all images that are answered correctly after a number of stages.</summary>
    public double AccuracyAfter(int stages) => CleanAccuracy - Stages.Take(stages).Sum(s => s.Broken) / (double)Images;

    private double Accuracy(IReadOnlyList<int> answers) =>
        answers.Zip(Labels).Count(p => p.First == p.Second) / (double)Images;
}
