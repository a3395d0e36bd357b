namespace RobustRepro.Measures.Units;

/// <summary>All that claims need to know of a network's hidden units.</summary>
/// <param name="Filters">Every spatial convolution, from the input on.</param>
/// <param name="FirstLayer">The filters of the first of them, as the network holds them.</param>
/// <param name="Noise">Every hooked layer.</param>
/// <param name="Concepts">Every hooked layer under every setting.</param>
/// <param name="Resamples">The deciding measures under resamples of images; the same resamples for all
/// networks.</param>
/// <param name="TopImages">Every hooked layer.</param>
/// <param name="Ablations">The last hooked layer, per category that enough of its units detect, and random
/// units.</param>
public sealed record UnitMeasurements(
    IReadOnlyList<FilterVariation> Filters,
    FirstLayerFilters FirstLayer,
    IReadOnlyList<NoiseResponse> Noise,
    IReadOnlyList<LayerConcepts> Concepts,
    IReadOnlyList<ImageResample> Resamples,
    IReadOnlyList<LayerTopImages> TopImages,
    IReadOnlyList<CategoryAblation> Ablations
)
{
    /// <summary>Mean of <see cref="LayerTopImages.ActivityEntropy"/> over the units of all layers that fire, in bits,
    /// under resamples of the test images, which are dealt class by class to <see cref="DissectionRule.ImageGroups"/>
    /// groups; the same resamples for all networks. Empty where there are no test images; NaN where no unit
    /// fires.</summary>
    public IReadOnlyList<double> EntropyResamples { get; init; } = [];

    /// <summary>How many probe images <see cref="Resamples"/> draw groups of; 0 where there are none.</summary>
    public int ProbeImages { get; init; }

    /// <summary>How many test images <see cref="EntropyResamples"/> draw groups of; 0 where there are none.</summary>
    public int TestImages { get; init; }

    /// <summary>A sample of units of every hooked layer, each of them taken away alone; empty where it was not
    /// measured.</summary>
    public IReadOnlyList<UnitAblation> SingleUnits { get; init; } = [];

    /// <summary>All layers under one setting; none where it was not measured.</summary>
    public IReadOnlyList<LayerConcepts> Under(ConceptSetting setting) => [.. Concepts.Where(c => c.Setting == setting)];

    /// <summary>What was found with the labels of other images, in place of what was found with the images'
    /// own.</summary>
    public UnitMeasurements WithShuffledLabels() =>
        this with
        {
            Concepts =
            [
                .. Concepts
                    .Where(c => c.Setting.ShuffledLabels)
                    .Select(c => c with { Setting = c.Setting with { ShuffledLabels = false } }),
            ],
            Resamples = [],
            TopImages =
            [
                .. TopImages.Select(t =>
                    t with
                    {
                        ActivityEntropy = t.ShuffledActivityEntropy,
                        // nobody looked at these with other labels
                        ClassEntropy = [.. t.ClassEntropy.Select(_ => double.NaN)],
                    }
                ),
            ],
            EntropyResamples = [],
        };
}
