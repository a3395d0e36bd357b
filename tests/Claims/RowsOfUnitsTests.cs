using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;

namespace RobustRepro.Tests.Claims;

/// <summary>What stands beside a verdict on hidden units: other measures of the claim, and what is reported with
/// it.</summary>
public sealed class RowsOfUnitsTests
{
    private const string TopEntropy = "class entropy of a unit's top 10 images, bits",
        TopDistance = "distance among a unit's top 10 images, relative",
        Unique = "unique labels per layer, over its units";

    /// <summary>In each layer of thirty, 15 units detect stripes and 9 a star; half of them have two concepts, half
    /// three.</summary>
    private static readonly NetworkMeasurements Whole = new SyntheticUnits { LowLevel = 5, Detectors = 8 }.Measure();

    [Fact]
    public void Less_diverse_reports_both_factors_and_the_published_quantities()
    {
        Comparison[] reported = [.. new LessDiverseClaim().Read(Twice(Whole)).AlsoReported];
        reported
            .Select(c => (c.Quantity, Math.Round(c.Standard.Mean, 9)))
            .Should()
            .Equal(
                ("concepts per unit", 2),
                ("units that detect something", 0.8),
                ("concepts per detector", 2.5),
                (Unique, Math.Round(2 / 30.0, 9)),
                ("detectors per label, in a layer", 12),
                (TopEntropy, 1),
                (TopDistance, 0.5),
                ("layer1", 3),
                ("layer2", 3)
            );
        reported[0].Standard.Resampled.Should().ContainSingle().Which.Should().Equal(2, 2);
        reported[0].Standard.ResampledImages.Should().Be(240);
        new LessDiverseClaim().Read(Twice(Whole)).Primary.Robust.ResampledImages.Should().Be(1000);
        reported.Skip(1).Should().OnlyContain(c => c.Standard.Resampled.Count == 0);
        // of the thresholds, the deciding one alone was resampled
        new LessDiverseClaim()
            .Read(Twice(Whole))
            .Variants.Select(v => v.Comparison.Standard.Resampled.Count)
            .Should()
            .Equal(0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    }

    [Fact]
    public void Less_diverse_has_a_row_per_threshold()
    {
        Labels(new LessDiverseClaim(), Twice(Whole))
            .Should()
            .Equal(
                TopEntropy,
                TopDistance,
                "concepts per detector",
                Unique,
                "concepts per unit, IoU > 0, quantile 0.005",
                "concepts per unit, IoU > 0.01, quantile 0.005",
                "concepts per unit, IoU > 0.04, quantile 0.005",
                "concepts per unit, IoU > 0, quantile 0.01",
                "concepts per unit, IoU > 0.01, quantile 0.01",
                "concepts per unit, IoU > 0.04, quantile 0.01"
            );
        // seven, four or two and a half concepts of the 24 detectors
        new LessDiverseClaim()
            .Read(Twice(Whole))
            .Variants.Skip(4)
            .Take(3)
            .Select(v => Math.Round(v.Comparison.Robust.Mean, 9))
            .Should()
            .Equal(5.6, 3.2, 2);
    }

    [Fact]
    public void Less_diverse_leaves_out_what_some_network_lacks()
    {
        NetworkMeasurements fewer = With(
                Whole,
                u => u with { Concepts = [.. u.Concepts.Where(c => c.Setting.Quantile < 0.01)] }
            ),
            undissected = With(Whole, u => u with { Concepts = [] }),
            silent = With(Whole, u => u with { TopImages = [.. u.TopImages.Select(Silent)] }),
            half = With(Whole, u => u with { TopImages = [Silent(u.TopImages[0]), u.TopImages[1]] });
        Labels(new LessDiverseClaim(), new([Whole], [fewer])).Should().HaveCount(7);
        Labels(new LessDiverseClaim(), new([Whole], [undissected])).Should().Equal(TopEntropy, TopDistance);
        Labels(new LessDiverseClaim(), new([silent], [Whole])).Should().NotContain(TopEntropy).And.HaveCount(9);
        Labels(new LessDiverseClaim(), new([half], [Whole])).Should().Contain(TopEntropy);
        new LessDiverseClaim()
            .Read(new([silent], [undissected]))
            .AlsoReported.Select(c => c.Quantity)
            .Should()
            .Equal(TopDistance, "layer1", "layer2");

        static LayerTopImages Silent(LayerTopImages layer) =>
            new(layer.Layer, [.. layer.ClassEntropy.Select(_ => double.NaN)], layer.Distance)
            {
                ActivityEntropy = layer.ActivityEntropy,
                ShuffledActivityEntropy = layer.ShuffledActivityEntropy,
            };
    }

    [Fact]
    public void A_layer_without_detectors_has_no_detectors_per_label()
    {
        NetworkMeasurements none = new SyntheticUnits { Detectors = 0 }.Measure();
        Comparison perLabel = new LessDiverseClaim().Read(new([Whole], [none])).AlsoReported[4];
        perLabel.Quantity.Should().Be("detectors per label, in a layer");
        perLabel.Standard.Mean.Should().Be(12);
        perLabel.Robust.Mean.Should().Be(double.NaN);
    }

    [Fact]
    public void Lower_level_reports_detectors_and_their_categories()
    {
        Measured measured = new LowerLevelClaim().Read(Twice(Whole));
        measured
            .AlsoReported.Select(c => (c.Quantity, Math.Round(c.Standard.Mean, 9)))
            .Should()
            .Equal(
                ("units that detect something", 0.8),
                ("low-level among detectors", 0.625),
                ("low-level detectors over all units", 0.5),
                ("units that detect something, with labels of other images (chance)", 0),
                ("units that detect: object", 0.3),
                ("units that detect: texture", 0.5),
                ("nearest to a texture or colour, layer1", 0.625),
                ("nearest to a texture or colour, layer2", 0.625)
            );
        measured.Primary.Standard.Resampled.Should().ContainSingle().Which.Should().Equal(0.5, 0.5);
        measured.Primary.Standard.ResampledImages.Should().Be(240);
    }

    [Fact]
    public void Lower_level_leaves_out_what_some_network_lacks()
    {
        NetworkMeasurements fewer = With(
            Whole,
            u => u with { Concepts = [.. u.Concepts.Where(c => c.Setting == ConceptSetting.Deciding)] }
        );
        foreach (Runs runs in new Runs[] { new([Whole], [fewer]), new([fewer], [Whole]) })
        {
            Labels(new LowerLevelClaim(), runs)
                .Should()
                .Equal(
                    "among units with an IoU above 0.01, quantile 0.005",
                    "among units with an IoU above 0.04, quantile 0.005"
                );
            new LowerLevelClaim()
                .Read(runs)
                .AlsoReported.Select(c => c.Quantity)
                .Should()
                .NotContain(q => q.Contains("labels of other images"));
        }
        NetworkMeasurements twice = With(
            Whole,
            u =>
                u with
                {
                    Concepts =
                    [
                        .. u.Concepts,
                        .. u.Under(ConceptSetting.Deciding)
                            .Select(c => c with { Setting = ConceptSetting.Deciding with { NormalisedTwice = true } }),
                    ],
                }
        );
        Labels(new LowerLevelClaim(), new([Whole], [twice, twice])).Should().HaveCount(6);
        Labels(new LowerLevelClaim(), new([Whole], [twice, Whole])).Should().HaveCount(5);
    }

    [Fact]
    public void Lower_level_has_a_row_on_the_generated_probe_where_all_saw_it()
    {
        ConceptSetting generated = ConceptSetting.Deciding with { SecondProbe = true };
        NetworkMeasurements lower = new SyntheticUnits { LowLevel = 2 }.Measure(),
            both = With(
                Whole,
                u =>
                    u with
                    {
                        Concepts =
                        [
                            .. u.Concepts,
                            .. lower.Units!.Under(ConceptSetting.Deciding).Select(c => c with { Setting = generated }),
                        ],
                    }
            );
        Variant row = new LowerLevelClaim().Read(Twice(both)).Variants[^1];
        row.Label.Should().Be("on the generated probe");
        row.Comparison.Standard.Mean.Should().BeApproximately(0.2, 1e-12);
        Labels(new LowerLevelClaim(), new([both], [Whole])).Should().HaveCount(5);
    }

    [Fact]
    public void Noise_blocking_tells_layers_apart()
    {
        // noise doubles the variation of the first layer, and quadruples it twice over in the second
        NetworkMeasurements second = new SyntheticUnits { Noisy = 16 }.Measure(),
            network = With(Whole, u => u with { Noise = [u.Noise[0], second.Units!.Noise[1]] });
        new NoiseBlockingClaim()
            .Read(Twice(network))
            .Variants.Select(v => Math.Round(v.Comparison.Standard.Mean, 2))
            .Should()
            .Equal(2.5, Math.Round((0.2 + 1.6) / 2, 2), 1, 2.5);
    }

    [Fact]
    public void Too_few_channels_of_R_decide_as_little_as_of_S()
    {
        NetworkMeasurements dead = new SyntheticUnits { Dead = 9 }.Measure();
        foreach (Runs runs in new Runs[] { new([dead], [Whole]), new([Whole], [dead]) })
            new NoiseBlockingClaim()
                .Read(runs)
                .Invalid.Should()
                .StartWith("a network has fewer than 10 early channels");
    }

    [Fact]
    public void Shape_units_are_the_mean_of_what_each_unit_loses()
    {
        UnitAblation[] units = [new("layer1", 0, 3, 1), new("layer1", 1, 3, 1), new("layer2", 0, 6, 1)];
        Measured measured = new ShapeUnitsClaim().Read(Twice(With(Whole, u => u with { SingleUnits = units })));
        measured.Primary.Standard.Mean.Should().Be(3);
        measured
            .AlsoReported.Select(c => (c.Quantity, c.Standard.Mean))
            .Should()
            .Equal(
                ("shape decisions lost, per 100 images", 4),
                ("texture decisions lost, per 100 images", 1),
                ("layer1", 2),
                ("layer2", 5)
            );
        measured.Variants.Select(v => v.Comparison.Standard.Mean).Should().Equal(4, 5);
    }

    private static IEnumerable<string> Labels(Claim claim, Runs runs) => claim.Read(runs).Variants.Select(v => v.Label);

    private static Runs Twice(NetworkMeasurements network) => new([network], [network]);

    private static NetworkMeasurements With(
        NetworkMeasurements network,
        Func<UnitMeasurements, UnitMeasurements> changed
    ) => network with { Units = changed(network.Units!) };
}
