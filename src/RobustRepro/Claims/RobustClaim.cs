using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>The precondition of all others: R withstands the attack that S falls to.</summary>
public sealed class RobustClaim() : Claim(Name, "accuracy under PGD", Sign.Positive)
{
    /// <summary>Its id: other claims rest on it.</summary>
    public const string Name = "robust";

    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.AccuracyOverEps];

    public override IReadOnlyList<StimulusName> Needs => [StimulusName.Intact];

    public override IReadOnlyList<StimulusName> DecidedOn => [StimulusName.UnderAttack];

    public override MeasurementParts Parts => MeasurementParts.Answers | MeasurementParts.Attack;

    public override bool AppliesTo(NetworkMeasurements network) =>
        base.AppliesTo(network) && network.UnderAttack.Count > 0;

    public override Measured Read(Runs runs)
    {
        NetworkMeasurements first = runs.Standard[0];
        // a matched S is attacked no further than the verdict takes
        float[] attacks =
        [
            .. first
                .UnderAttack.Select(a => a.Eps)
                .Where(eps => runs.All.All(n => n.UnderAttack.Any(a => a.Eps == eps))),
        ];
        Comparison[] curve =
        [
            .. attacks.Select(eps =>
                runs.Compare(
                    $"accuracy, {first.AttackName} eps {eps:0.##}",
                    n => n.UnderAttack.First(a => a.Eps == eps).Answers.Accuracy
                )
            ),
        ];
        int training = Array.IndexOf(attacks, first.TrainingEps);
        Comparison clean = Comparisons.Accuracy("clean accuracy", StimulusName.Intact, runs);
        double least =
            DecisionRule.LeastCleanAccuracyOverChance / first.Decisions[StimulusName.Intact].Categories.Count;
        string? invalid =
            Math.Min(clean.Standard.Values.Min(), clean.Robust.Values.Min()) >= least
                ? null
                : $"a network's clean accuracy is below {least:0.000}, 3 times chance";
        return new(curve[training] with { Quantity = Quantity }, invalid, [clean, .. curve])
        {
            Variants =
            [
                .. first
                    .UnderStrongerAttack.Take(runs.All.Min(n => n.UnderStrongerAttack.Count))
                    .Select(
                        (attack, i) =>
                            new Variant(
                                attack.Attack,
                                runs.Compare(Quantity, n => n.UnderStrongerAttack[i].Answers.Accuracy)
                            )
                    ),
                .. runs.All.All(n => n.AutoAttack is not null)
                    ?
                    [
                        new Variant(
                            $"AutoAttack, first {first.AutoAttack!.Result.Images} images",
                            runs.Compare(Quantity, n => n.AutoAttack!.Answers.Accuracy)
                        ),
                    ]
                    : Array.Empty<Variant>(),
            ],
            Doubts =
            [
                .. runs.All.SelectMany(n =>
                    (n.AutoAttack?.Result.Signs ?? []).Select(s => $"{n.Name}, sign of gradient masking: {s}.")
                ),
            ],
        };
    }
}
