using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>The precondition of all others: R withstands the attack that S falls to.</summary>
public sealed class RobustClaim() : Claim("robust", "accuracy under PGD", Sign.Positive)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.AccuracyOverEps];

    public override IReadOnlyList<StimulusName> Needs => [StimulusName.Intact];

    public override IReadOnlyList<StimulusName> DecidedOn => [StimulusName.UnderAttack];

    public override MeasurementParts Parts => MeasurementParts.Answers | MeasurementParts.Attack;

    public override bool AppliesTo(NetworkMeasurements network) =>
        base.AppliesTo(network) && network.UnderAttack.Count > 0;

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        IReadOnlyList<Comparison> curve =
        [
            .. standard.UnderAttack.Zip(
                robust.UnderAttack,
                (s, r) =>
                    new Comparison(
                        $"accuracy, {standard.AttackName} eps {s.Eps:0.##}",
                        s.Answers.Accuracy,
                        r.Answers.Accuracy
                    )
            ),
        ];
        int training = standard.UnderAttack.ToList().FindIndex(a => a.Eps == standard.TrainingEps);
        Comparison clean = Comparisons.Accuracy("clean accuracy", StimulusName.Intact, standard, robust);
        double least =
            DecisionRule.LeastCleanAccuracyOverChance / standard.Decisions[StimulusName.Intact].Categories.Count;
        string? invalid =
            Math.Min(clean.Standard.Value, clean.Robust.Value) >= least
                ? null
                : $"a network's clean accuracy is below {least:0.000}, 3 times chance";
        return new(curve[training] with { Quantity = Quantity }, invalid, [clean, .. curve])
        {
            Variants =
            [
                .. standard.UnderStrongerAttack.Zip(
                    robust.UnderStrongerAttack,
                    (s, r) => new Variant(s.Attack, new(Quantity, s.Answers.Accuracy, r.Answers.Accuracy))
                ),
            ],
        };
    }
}
