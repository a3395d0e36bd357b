using System.Text.Json.Serialization;
using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Measures;

namespace RobustRepro.Reporting;

/// <summary>One network under AutoAttack, in plain numbers: what is printed, and recorded with its origin.</summary>
/// <param name="Network">For example <c>googlenet-robust-10</c>.</param>
/// <param name="Weights">The weight file with its SHA-256.</param>
/// <param name="ImagesSha256">Of the attacked images with their classes.</param>
/// <param name="Images">How many there are.</param>
/// <param name="Correct">Answered correctly as they are.</param>
/// <param name="CorrectUnderPgd">Answered correctly under the study's own attack; null where it was not
/// measured.</param>
/// <param name="Withstand">Numbers of the images that withstood AutoAttack.</param>
public sealed record AutoAttackRecord(
    string Network,
    string Weights,
    string ImagesSha256,
    Norm Norm,
    float Eps,
    int Seed,
    int Images,
    int Correct,
    int? CorrectUnderPgd,
    IReadOnlyList<int> Withstand,
    IReadOnlyList<AttackStage> Stages,
    MaskingCheck Check
)
{
    /// <summary>What differs from the standard version, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Signs of gradient masking, a sentence each.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Signs => Check.Signs(Stages);

    /// <summary>The signs as sentences to be said beside a verdict.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Doubts => [.. Signs.Select(s => $"{Network}, sign of gradient masking: {s}.")];

    /// <summary>Null for a network that did not meet AutoAttack.</summary>
    public static AutoAttackRecord? Of(NetworkMeasurements network)
    {
        if (network.AutoAttack is not { } met)
            return null;
        AutoAttackResult result = met.Result;
        Decisions? pgd = network
            .UnderAttack.Where(a => a.Eps == network.TrainingEps && a.Answers.Count >= result.Images)
            .Select(a => a.Answers.Take(result.Images))
            .FirstOrDefault();
        return new(
            network.Name,
            network.Provenance,
            met.ImagesSha256,
            result.Attack.Threat.Norm,
            result.Attack.Threat.Eps,
            result.Attack.Seed,
            result.Images,
            result.Check.Correct,
            pgd is null ? null : Enumerable.Range(0, pgd.Count).Count(pgd.IsCorrect),
            [.. Enumerable.Range(0, result.Images).Where(i => result.Answers[i] == result.Labels[i])],
            result.Stages,
            result.Check
        )
        {
            Remarks = result.Remarks,
        };
    }
}
