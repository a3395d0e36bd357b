using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Claims;

/// <summary>Hidden units as a test wants them: two layers of thirty.</summary>
internal sealed record SyntheticUnits
{
    private const int PerLayer = 30;

    /// <summary>Of every ten units, so many detect a texture; the rest of <see cref="Detectors"/> an object.</summary>
    public int LowLevel { get; init; } = 5;

    /// <summary>Of every ten units, so many detect something.</summary>
    public int Detectors { get; init; } = 10;

    public int Concepts { get; init; } = 2;

    /// <summary>Class entropy of what excites a unit, bits.</summary>
    public double Entropy { get; init; } = 3;

    public double Variation { get; init; } = 1.5;

    /// <summary>TV on noisy images, where that on clean ones is 1.</summary>
    public double Noisy { get; init; } = 2;

    /// <summary>So many of every ten channels never fire.</summary>
    public int Dead { get; init; }

    public NetworkMeasurements Measure() =>
        new(
            "network",
            "test",
            new Dictionary<StimulusName, RobustRepro.Measures.Decisions>(),
            2,
            [],
            new(
                [new("conv1", Values(Variation * 10), Values(Variation)), new("conv2", Values(7), Values(2))],
                new(1, 1, [.. Enumerable.Range(0, PerLayer).Select(i => new float[] { i, 0, -i })]),
                [
                    .. Layers.Select(l => new NoiseResponse(
                        l,
                        [.. Enumerable.Range(0, PerLayer).Select(i => i % 10 < Dead ? 0.0 : 1)],
                        Values(Noisy)
                    )
                    {
                        RelativeChange = Values(Noisy / 10),
                    }),
                ],
                [
                    .. from quantile in DissectionRule.Quantiles
                    from shuffled in new[] { false, true }
                    from layer in Layers
                    select new LayerConcepts(
                        layer,
                        new(quantile, shuffled),
                        [.. Enumerable.Range(0, PerLayer).Select(i => Unit(i, shuffled))]
                    ),
                ],
                [new(LowLevel / 10.0, LowLevel / 10.0, Concepts), new(LowLevel / 10.0, LowLevel / 10.0, Concepts)],
                [
                    .. Layers.Select(l => new LayerTopImages(l, Values(1), Values(0.5))
                    {
                        ActivityEntropy = Values(Entropy),
                        ShuffledActivityEntropy = Values(3.3),
                    }),
                ],
                []
            )
            {
                EntropyResamples = [Entropy, Entropy],
                ProbeImages = 240,
                TestImages = 1000,
                SingleUnits = [.. Enumerable.Range(0, PerLayer).Select(i => new UnitAblation("layer1", i, 1, 2))],
            }
        );

    private static string[] Layers => ["layer1", "layer2"];

    // a little scatter, so that a bootstrap has something to resample
    private static double[] Values(double mean) =>
        [.. Enumerable.Range(0, PerLayer).Select(i => mean * (1 + 0.01 * (i % 3 - 1)))];

    private UnitConcepts Unit(int i, bool shuffled)
    {
        if (shuffled || i % 10 >= Detectors)
            return new(null, null, 0, 1, [0, 0, 0]);
        bool low = i % 10 < LowLevel;
        return new(
            low ? "stripes" : "star",
            low ? "texture" : "object",
            0.1,
            1,
            [Concepts + 5, Concepts + 2, Concepts + i % 2]
        );
    }
}
