using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>Noise passes R's early layers less.</summary>
public sealed class NoiseBlockingClaim : UnitClaim
{
    public override string Id => "noise-blocking";

    public override string Statement =>
        "Smooth filters block noise: additive noise changes the adversarially trained network's early "
        + "activation maps less.";

    public override string Paper =>
        "What smoothness is for: total variation of early activation maps on clean against noisy images, "
        + "channel by channel; R's channels lie on the line of equality where S's lie above it.";

    public override string Prediction => "log2(TV noisy / TV clean) of early channels: R - S < 0";

    public override string Measure =>
        $"Per channel of the first {DissectionRule.EarlyLayers} hooked layers, log2 of the total variation "
        + $"of its maps on images with Gaussian noise (standard deviation "
        + $"{DissectionRule.NoiseDeviation:0.0#}, pixels in [0, 1]) over that on the clean images; mean over channels.";

    public override string Validity =>
        $"At least {Statistics.DecisionRule.FewestDetectors} channels of each network fire on both.";

    public override string Reading =>
        "0 would mean that noise leaves the maps as they are, 1 that it doubles their variation. Batch norm "
        + "and the width of the noise matter: the verdict is about this noise in these layers.";

    public override string Quantity => "log2 TV ratio noisy / clean";

    public override int PredictedSign => -1;

    public override bool UsesLabels => false;

    public override MeasurementParts Parts => MeasurementParts.Noise;

    public override IReadOnlyList<string> Uses => [StimulusSets.Intact];

    public override IReadOnlyList<string> Deviations =>
        [
            "A ratio where the paper's figure has a scatter: independent of how large a network's activations are.",
            "The width of the paper's noise is not in its published code.",
            "imagenet: 200 photographs, in place of all that both networks know; ResNet-50's conv1 is "
                + "hooked where the paper hooks it, before batch norm and ReLU, so that its maps have negative values.",
        ];

    protected override bool AppliesTo(UnitMeasurements units) => units.Noise.Count > 0;

    protected override Measured Read(UnitMeasurements standard, UnitMeasurements robust)
    {
        Comparison Over(string quantity, Func<UnitMeasurements, IEnumerable<NoiseResponse>> layers) =>
            CompareMeans(quantity, standard, robust, u => layers(u).SelectMany(n => n.LogRatios));
        Comparison primary = Over(Quantity, u => u.Noise.Take(DissectionRule.EarlyLayers));
        double live = Math.Min(primary.Standard.Denominators.Sum(), primary.Robust.Denominators.Sum());
        string[] layers = [.. standard.Noise.Select(n => n.Layer)];
        return new(
            primary,
            live >= Statistics.DecisionRule.FewestDetectors
                ? null
                : $"fewer than {Statistics.DecisionRule.FewestDetectors} early channels of a network fire on "
                    + $"clean and on noisy images",
            [.. layers.Select((layer, i) => Over(layer, u => [u.Noise[i]]))]
        )
        {
            Variants =
            [
                new("first hooked layer alone", Over(Quantity, u => u.Noise.Take(1))),
                new("all hooked layers", Over(Quantity, u => u.Noise)),
            ],
        };
    }
}
