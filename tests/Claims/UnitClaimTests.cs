using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Claims;

public sealed class UnitClaimTests
{
    [Fact]
    public void Shape_units_are_of_R_less_those_of_S()
    {
        Measured measured = new ShapeUnitsClaim().Read(new([Losing(1, 1)], [Losing(shape: 3, texture: 1)]));
        (measured.Primary.Standard.Mean, measured.Primary.Robust.Mean).Should().Be((0, 2));
        measured.AlsoReported.Select(c => (c.Standard.Mean, c.Robust.Mean)).Should().Equal((1, 3), (1, 1), (0, 2));

        static NetworkMeasurements Losing(double shape, double texture)
        {
            NetworkMeasurements network = new SyntheticUnits().Measure();
            return network with { Units = network.Units! with { SingleUnits = [new("layer1", 0, shape, texture)] } };
        }
    }

    [Theory]
    [InlineData(1.8, 1.4, Verdict.Supported)]
    [InlineData(1.4, 1.8, Verdict.Contradicted)]
    [InlineData(1.5, 1.5, Verdict.Negligible)]
    public void Smoother_filters_compares_scale_free_variation(double standard, double robust, Verdict expected)
    {
        ClaimResult result = Judge(
            new SmootherFiltersClaim(),
            new() { Variation = standard },
            new() { Variation = robust }
        );
        result.Verdict.Should().Be(expected);
        result.Row.Standard.Should().BeApproximately(standard, 1e-9);
    }

    [Theory]
    [InlineData(4, 2, Verdict.Supported)]
    [InlineData(2, 4, Verdict.Contradicted)]
    [InlineData(3, 3, Verdict.Negligible)]
    public void Noise_blocking_compares_how_much_noise_changes_variation(
        double standard,
        double robust,
        Verdict expected
    )
    {
        ClaimResult result = Judge(new NoiseBlockingClaim(), new() { Noisy = standard }, new() { Noisy = robust });
        result.Verdict.Should().Be(expected);
        result.Row.Standard.Should().BeApproximately(Math.Log2(standard), 0.001);
    }

    [Fact]
    public void Channels_that_never_fire_do_not_count()
    {
        Judge(new NoiseBlockingClaim(), new() { Noisy = 4, Dead = 5 }, new() { Noisy = 2 })
            .Row.Standard.Should()
            .BeApproximately(2, 0.001);
        ClaimResult dead = Judge(new NoiseBlockingClaim(), new() { Dead = 9 }, new() { Noisy = 1 });
        dead.Verdict.Should().Be(Verdict.Undecidable);
        dead.Row.Reason.Should().Contain("fewer than 10 early channels");
    }

    [Theory]
    [InlineData(2, 8, Verdict.Supported)]
    [InlineData(8, 2, Verdict.Contradicted)]
    [InlineData(5, 5, Verdict.Inconclusive)]
    public void Lower_level_compares_the_share_of_textures_and_colours(int standard, int robust, Verdict expected)
    {
        ClaimResult result = Judge(new LowerLevelClaim(), new() { LowLevel = standard }, new() { LowLevel = robust });
        result.Verdict.Should().Be(expected);
        result.Row.Robust.Should().BeApproximately(robust / 10.0, 1e-9);
    }

    [Fact]
    public void Units_that_detect_nothing_do_not_dilute_the_share()
    {
        ClaimRow row = Judge(new LowerLevelClaim(), new() { LowLevel = 2, Detectors = 4 }, new() { LowLevel = 5 }).Row;
        row.Standard.Should().BeApproximately(0.5, 1e-9);
    }

    [Theory]
    [InlineData(3, 2.5, Verdict.Supported)]
    [InlineData(2.5, 3, Verdict.Contradicted)]
    [InlineData(3, 3, Verdict.Negligible)]
    public void Less_diverse_compares_the_entropy_of_classes(double standard, double robust, Verdict expected)
    {
        ClaimResult result = Judge(new LessDiverseClaim(), new() { Entropy = standard }, new() { Entropy = robust });
        result.Verdict.Should().Be(expected);
        result.Row.Standard.Should().BeApproximately(standard, 1e-9);
    }

    [Fact]
    public void Concepts_per_unit_stand_beside_the_entropy_with_their_two_factors()
    {
        ResultTable reported = Judge(new LessDiverseClaim(), new() { Concepts = 4, Detectors = 5 }, new()).Details[0];
        double Of(string quantity) => (double)reported.Rows.Single(r => (string)r[0]! == quantity)[1]!;
        Of("concepts per unit")
            .Should()
            .BeApproximately(Of("units that detect something") * Of("concepts per detector"), 1e-9);
    }

    [Fact]
    public void Without_detectors_nothing_is_decided()
    {
        ClaimResult result = Judge(new LowerLevelClaim(), new() { Detectors = 1 }, new());
        result.Verdict.Should().Be(Verdict.Undecidable);
        result.Row.Reason.Should().Contain("fewer than 10");
    }

    [Fact]
    public void Shuffled_labels_leave_nothing_to_support()
    {
        foreach (Claim claim in new Claim[] { new LowerLevelClaim(), new LessDiverseClaim() })
        {
            NetworkMeasurements s = LabelShuffle.Apply(
                    claim,
                    new SyntheticUnits { LowLevel = 1, Concepts = 5 }.Measure()
                ),
                r = LabelShuffle.Apply(claim, new SyntheticUnits { LowLevel = 9, Concepts = 1 }.Measure());
            claim.Judge("test", "none", [new("seed 0", s, r)]).Verdict.Should().NotBe(Verdict.Supported);
        }
    }

    [Fact]
    public void Other_thresholds_and_quantiles_are_labelled_sensitivity_rows()
    {
        ResultTable table = Judge(new LowerLevelClaim(), new() { LowLevel = 2 }, new() { LowLevel = 8 }).Details[2];
        table.Title.Should().Contain("sensitivity");
        table
            .Rows.Select(r => r[0])
            .Should()
            .Equal(
                "among units with an IoU above 0.01, quantile 0.005",
                "among units with an IoU above 0.04, quantile 0.005",
                "among units with an IoU above 0, quantile 0.01",
                "among units with an IoU above 0.01, quantile 0.01",
                "among units with an IoU above 0.04, quantile 0.01"
            );
    }

    [Fact]
    public void Twice_normalised_input_has_a_row_where_it_was_measured()
    {
        NetworkMeasurements robust = new SyntheticUnits { LowLevel = 8 }.Measure(),
            twice = new SyntheticUnits { LowLevel = 2 }.Measure();
        UnitMeasurements both = robust.Units! with
        {
            Concepts =
            [
                .. robust.Units!.Concepts,
                .. twice
                    .Units!.Under(ConceptSetting.Deciding)
                    .Select(c => c with { Setting = ConceptSetting.Deciding with { NormalisedTwice = true } }),
            ],
        };
        ClaimResult result = new LowerLevelClaim().Judge(
            "test",
            "none",
            [new("seed 0", new SyntheticUnits { LowLevel = 5 }.Measure(), robust with { Units = both })]
        );
        object?[] row = result.Details[2].Rows.Single(r => r[0]!.ToString()!.Contains("as the authors ran it"));
        row[^1].Should().Be(nameof(Verdict.Contradicted));
        result.Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void A_network_whose_units_were_not_measured_is_refused()
    {
        NetworkMeasurements none = new SyntheticUnits().Measure() with { Units = null };
        new LowerLevelClaim().AppliesTo(none).Should().BeFalse();
        FluentActions
            .Invoking(() => new LowerLevelClaim().Judge("test", "none", [new("seed 0", none, none)]))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*hidden units were not measured*");
    }

    private static ClaimResult Judge(Claim claim, SyntheticUnits standard, SyntheticUnits robust) =>
        claim.Judge("test", "none", [new("seed 0", standard.Measure(), robust.Measure())]);
}
