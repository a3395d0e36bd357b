using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Claims;

/// <summary>What a claim has measured, and of whom.</summary>
public sealed class WhatClaimsAskForTests
{
    [Theory]
    [InlineData("robust", MeasurementParts.Answers | MeasurementParts.Attack, true, false)]
    [InlineData("shape-bias", MeasurementParts.Answers, true, false)]
    [InlineData("low-frequency", MeasurementParts.Answers, true, true)]
    [InlineData("texture-less", MeasurementParts.Answers, true, false)]
    [InlineData("shape-less", MeasurementParts.Answers, true, false)]
    [InlineData("ood-noise", MeasurementParts.Answers, true, false)]
    [InlineData("smoother-filters", MeasurementParts.Filters, false, false)]
    [InlineData("noise-blocking", MeasurementParts.Noise, false, false)]
    [InlineData("lower-level", MeasurementParts.Concepts, true, false)]
    [InlineData("less-diverse", MeasurementParts.Concepts, true, false)]
    [InlineData("shape-units", MeasurementParts.SingleUnits, false, false)]
    [InlineData("image-prior", MeasurementParts.Syntheses, false, true)]
    [InlineData(
        "capacity",
        MeasurementParts.Answers | MeasurementParts.AttackOfVerdict | MeasurementParts.Widths,
        true,
        true
    )]
    public void Parts_labels_and_whether_the_paper_has_it(
        string id,
        MeasurementParts parts,
        bool usesLabels,
        bool isExtension
    )
    {
        Claim claim = ClaimRegistry.Find(id);
        claim.Parts.Should().Be(parts);
        claim.UsesLabels.Should().Be(usesLabels);
        claim.IsExtension.Should().Be(isExtension);
    }

    [Fact]
    public void A_verdict_alone_takes_what_decides_and_what_checks_it()
    {
        new TextureLessClaim()
            .UsesToDecide.Should()
            .Equal(
                StimulusName.Intact,
                StimulusName.Silhouettes,
                StimulusName.Contours,
                StimulusName.Flat,
                StimulusName.Stylized
            );
        new TextureLessClaim { OnPublishedStimuli = true }
            .UsesToDecide.Should()
            .Equal(StimulusName.Intact, StimulusName.Silhouettes, StimulusName.Edges);
        new ShapeBiasClaim()
            .UsesToDecide.Should()
            .Equal(
                StimulusName.CueConflict,
                StimulusName.TexturePatches,
                StimulusName.Silhouettes,
                StimulusName.Stylized
            );
        new ShapeBiasClaim { OnPublishedStimuli = true }
            .UsesToDecide.Should()
            .Equal(StimulusName.CueConflict, StimulusName.Silhouettes);
        new OodNoiseClaim().UsesToDecide.Should().HaveCount(1 + StimulusName.Severities.Count);
        new OodNoiseClaim().Uses.Should().HaveCount(1 + CorruptionRows.Sets.Count).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Answers_are_drawn_per_set_where_a_set_decides_and_intact_images_come_once()
    {
        NetworkMeasurements network = new Synthetic.Network().Measure();
        Claim scrambled = new AccuracyClaim("own", StimulusName.Scrambled, Sign.Positive),
            intact = new AccuracyClaim("own", StimulusName.Intact, Sign.Positive);
        scrambled.Charts.Should().Equal(ClaimChart.AccuracyPerSet);
        scrambled.ChartedSets(network).Should().Equal(StimulusName.Intact, StimulusName.Scrambled);
        intact.ChartedSets(network).Should().Equal(StimulusName.Intact);
        new NoiseBlockingClaim().ChartedSets(network).Should().Equal(StimulusName.Intact);
        new Undecided().Charts.Should().BeEmpty();
    }

    [Fact]
    public void A_network_that_lacks_a_part_of_what_is_needed_is_not_judged()
    {
        NetworkMeasurements all = new Synthetic.Network().Measure() with
        {
            Units = new SyntheticUnits().Measure().Units,
        };
        NetworkMeasurements Without(params StimulusName[] sets) => Synthetic.Without(all, sets);
        new ShapeLessClaim().AppliesTo(Without(StimulusName.Scrambled)).Should().BeFalse();
        new RobustClaim().AppliesTo(Without(StimulusName.Intact)).Should().BeFalse();
        new RobustClaim().AppliesTo(all with { UnderAttack = [] }).Should().BeFalse();
        new CapacityClaim()
            .AppliesTo(Without(StimulusName.Intact) with { OtherWidths = [(2, all)] })
            .Should()
            .BeFalse();
        NetworkMeasurements textured = Without(StimulusName.Silhouettes, StimulusName.Contours, StimulusName.Flat);
        new TextureLessClaim().AppliesTo(textured).Should().BeFalse();
        new TextureLessClaim { OnPublishedStimuli = true }
            .AppliesTo(all)
            .Should()
            .BeFalse("no edges were shown");
    }

    [Fact]
    public void Units_that_were_not_looked_at_in_that_way_are_not_judged()
    {
        NetworkMeasurements all = new SyntheticUnits().Measure();
        foreach (
            (Claim claim, UnitMeasurements units) in new (Claim, UnitMeasurements)[]
            {
                (new SmootherFiltersClaim(), all.Units! with { Filters = [] }),
                (new NoiseBlockingClaim(), all.Units! with { Noise = [] }),
                (new LowerLevelClaim(), all.Units! with { Concepts = [] }),
                (new LessDiverseClaim(), all.Units! with { Concepts = [] }),
                (new ShapeUnitsClaim(), all.Units! with { SingleUnits = [] }),
            }
        )
        {
            claim.AppliesTo(all).Should().BeTrue();
            claim.AppliesTo(all with { Units = units }).Should().BeFalse();
        }
    }

    [Fact]
    public void A_claim_without_a_page_says_its_prediction_in_symbols()
    {
        new HeadlinesTests.Renamed("own").Text.Prediction.Should().Be("shape bias: R - S > 0");
        new AccuracyClaim("own", StimulusName.Scrambled, Sign.Negative)
            .Text.Prediction.Should()
            .Be("accuracy, scrambled: R - S < 0");
    }

    [Fact]
    public void A_page_with_a_section_twice_or_missing_is_refused()
    {
        FluentActions
            .Invoking(() => ClaimText.Parse("# x\n\n## Claim\n\na\n\n## Claim\n\nb\n", "x.md"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("x.md: section '## Claim' stands there twice");
        FluentActions
            .Invoking(() => ClaimText.Parse("# x\n\n## Claim\n\na\n\n## Prediction\n", "x.md"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("x.md: no section '## In the paper', or an empty one");
    }

    [Fact]
    public void A_claim_without_networks_is_not_judged()
    {
        NetworkMeasurements network = new Synthetic.Network().Measure();
        foreach (Runs runs in new Runs[] { new([], [network]), new([network], []) })
            FluentActions
                .Invoking(() => new ShapeBiasClaim().Judge("study", "a", runs))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage("a claim needs at least one S and one R*");
    }

    /// <summary>No set decides it.</summary>
    private sealed class Undecided() : Claim("own", "own", Sign.Positive)
    {
        public override IReadOnlyList<StimulusName> Needs => [];

        public override Measured Read(Runs runs) => throw new NotSupportedException();
    }
}
