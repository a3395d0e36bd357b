using RobustRepro.Measures.Units;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>R's units detect textures and colours rather than objects.</summary>
public sealed class LowerLevelClaim : UnitClaim
{
    public override string Id => "lower-level";

    public override string Statement =>
        "Adversarial training makes hidden units lower-level: more of them detect textures and colours, "
        + "fewer detect objects.";

    public override string Paper =>
        "Abstract: the second simplicity bias, neurons of R detect lower-level features (textures and "
        + "colours instead of objects). Measured there by network dissection.";

    public override string Prediction => "share of texture and colour detectors among detectors: R - S > 0";

    public override string Measure =>
        $"Network dissection of every hooked layer: a unit detects the concept with which its IoU is "
        + $"highest, where that is above {DissectionRule.DecidingIou}; thresholds at the top "
        + $"{DissectionRule.DecidingQuantile} of its activations. Share of texture and colour detectors among "
        + $"all detectors, all layers together.";

    public override string Validity => $"Each network has at least {DecisionRule.FewestDetectors} detectors.";

    public override string Reading =>
        "The denominator is units that detect anything, so a network with fewer detectors is not "
        + "lower-level for it. Contradicted: among detectors, R has more for objects, parts or scenes than S "
        + "has. The shares by category, under the numbers, say which of them grew.";

    public override string Quantity => "share of low-level detectors";

    public override int PredictedSign => 1;

    public override IReadOnlyList<string> Deviations =>
        [
            "trifeature: the probe is generated where Broden has photographs, its masks exact, objects and "
                + "textures combined freely so that no concept stands for another. cifar10: its classes, "
                + "texture patches and colour names stand for Broden's categories. imagenet: Broden itself, "
                + "at 224 x 224 for all three networks, in the categories that the paper's code uses (with "
                + "material, where the copy has it).",
            "Thresholds are exact quantiles of each unit's activations, where NetDissect-Lite estimates "
                + "them by a random sketch; where exact ones would take over 512 MB per layer (Broden's early "
                + "layers), a deterministic sketch of the same accuracy takes their place.",
            "imagenet: images are given to networks once normalised. The paper's published code normalises "
                + "those of AlexNet-R and ResNet-R twice, which is a sensitivity row.",
            "The paper's code counts a unit at any IoU above 0; NetDissect's 0.04 decides here, and 0 and "
                + "0.01 are sensitivity rows.",
        ];

    protected override Measured Read(UnitMeasurements standard, UnitMeasurements robust)
    {
        Comparison primary = Share(standard, robust, ConceptSetting.Deciding, DissectionRule.DecidingIou);
        double fewest = Math.Min(primary.Standard.Denominators.Sum(), primary.Robust.Denominators.Sum());
        return new(
            primary,
            fewest >= DecisionRule.FewestDetectors
                ? null
                : $"a network has fewer than {DecisionRule.FewestDetectors} detectors ({fewest:0})",
            [
                OfUnits("units that detect something", standard, robust, u => u.IsDetector(DissectionRule.DecidingIou)),
                OfUnits(
                    "the same with labels of other images (chance)",
                    standard,
                    robust,
                    u => u.IsDetector(DissectionRule.DecidingIou),
                    shuffled: true
                ),
                .. Categories(standard, robust)
                    .Select(category =>
                        OfUnits(
                            $"units that detect: {category}",
                            standard,
                            robust,
                            u => u.Detects([category], DissectionRule.DecidingIou)
                        )
                    ),
                .. standard
                    .Under(ConceptSetting.Deciding)
                    .Select(
                        (layer, i) =>
                            Share(
                                $"low-level share, {layer.Layer}",
                                standard,
                                robust,
                                u => [u.Under(ConceptSetting.Deciding)[i]],
                                DissectionRule.DecidingIou
                            )
                    ),
            ]
        )
        {
            Variants = [.. Variants(standard, robust)],
            OverImages = [.. standard.Resamples.Zip(robust.Resamples, (s, r) => (s.LowLevelShare, r.LowLevelShare))],
        };
    }

    private IEnumerable<Variant> Variants(UnitMeasurements standard, UnitMeasurements robust)
    {
        foreach (double quantile in DissectionRule.Quantiles)
        {
            foreach (double iou in DissectionRule.Ious)
            {
                if (
                    standard.Under(new(quantile)).Count > 0
                    && (quantile, iou) != (DissectionRule.DecidingQuantile, DissectionRule.DecidingIou)
                )
                    yield return new(
                        $"IoU > {iou:0.##}, quantile {quantile:0.###}",
                        Share(standard, robust, new(quantile), iou)
                    );
            }
        }
        ConceptSetting second = ConceptSetting.Deciding with { SecondProbe = true };
        if (standard.Under(second).Count > 0)
            yield return new(
                "on the generated probe",
                Share(Quantity, standard, robust, u => u.Under(second), DissectionRule.DecidingIou)
            );
        ConceptSetting twice = ConceptSetting.Deciding with { NormalisedTwice = true };
        if (robust.Under(twice).Count > 0)
            yield return new(
                "R normalised twice (as the authors ran it)",
                Share(
                    Quantity,
                    standard,
                    robust,
                    u => ReferenceEquals(u, robust) ? u.Under(twice) : u.Under(ConceptSetting.Deciding),
                    DissectionRule.DecidingIou
                )
            );
    }

    private Comparison Share(UnitMeasurements standard, UnitMeasurements robust, ConceptSetting setting, double iou) =>
        Share(Quantity, standard, robust, u => u.Under(setting), iou);

    private static Comparison Share(
        string quantity,
        UnitMeasurements standard,
        UnitMeasurements robust,
        Func<UnitMeasurements, IReadOnlyList<LayerConcepts>> layers,
        double iou
    ) =>
        CompareMeans(
            quantity,
            standard,
            robust,
            u =>
                layers(u)
                    .SelectMany(l => l.Units)
                    .Select(unit =>
                        !unit.IsDetector(iou) ? double.NaN
                        : unit.Detects(DissectionRule.LowLevel, iou) ? 1
                        : 0
                    )
        );

    private static Comparison OfUnits(
        string quantity,
        UnitMeasurements standard,
        UnitMeasurements robust,
        Func<UnitConcepts, bool> counts,
        bool shuffled = false
    ) =>
        CompareMeans(
            quantity,
            standard,
            robust,
            u =>
                u.Under(ConceptSetting.Deciding with { ShuffledLabels = shuffled })
                    .SelectMany(l => l.Units)
                    .Select(unit => counts(unit) ? 1.0 : 0)
        );

    private static IEnumerable<string> Categories(params UnitMeasurements[] networks) =>
        networks
            .SelectMany(n => n.Under(ConceptSetting.Deciding))
            .SelectMany(l => l.Units)
            .Where(u => u.IsDetector(DissectionRule.DecidingIou))
            .Select(u => u.Category!)
            .Distinct()
            .Order(StringComparer.Ordinal);
}
