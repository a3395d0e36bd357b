using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using static RobustRepro.Tests.Claims.Synthetic;

namespace RobustRepro.Tests.Claims;

/// <summary>When shape bias decides, and when it cannot.</summary>
public sealed class ShapeBiasClaimTests
{
    [Theory]
    [InlineData(2, 8, Verdict.Supported)]
    [InlineData(8, 2, Verdict.Contradicted)]
    [InlineData(5, 5, Verdict.Negligible)]
    public void Shape_bias_compares_decisions_for_shape(int standard, int robust, Verdict expected)
    {
        ClaimResult result = Judge(
            new ShapeBiasClaim(),
            new Network { Shape = standard },
            new Network { Shape = robust }
        );
        result.Verdict.Should().Be(expected);
        result.Row.Standard.Should().BeApproximately(standard / 10.0, 1e-9);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 1)]
    public void Shape_bias_is_undecidable_where_S_does_not_know_a_cue_alone(int patches, int silhouettes)
    {
        ClaimResult result = Judge(
            new ShapeBiasClaim(),
            new Network
            {
                Shape = 2,
                TexturePatches = patches,
                Silhouettes = silhouettes,
            },
            new Network { Shape = 8 }
        );
        result.Verdict.Should().Be(Verdict.Undecidable);
        result.Row.Reason.Should().Contain(patches == 1 ? "texture patches" : "silhouettes");
        // R need not know texture alone: going by shape is what is predicted of it
        Judge(new ShapeBiasClaim(), new Network { Shape = 2 }, new Network { Shape = 8, TexturePatches = 1 })
            .Verdict.Should()
            .Be(Verdict.Supported);
    }

    [Theory]
    [InlineData(5, Verdict.Supported)]
    [InlineData(2, Verdict.Undecidable)]
    public void Without_single_cues_shape_bias_needs_decisions_for_either(int decided, Verdict expected) =>
        Judge(
            new ShapeBiasClaim(),
            new Network
            {
                Shape = 1,
                Decided = decided,
                CuesAlone = false,
            },
            new Network { Shape = 8, CuesAlone = false }
        )
            .Verdict.Should()
            .Be(expected);

    [Theory]
    [InlineData(2, 8, Verdict.Supported)]
    [InlineData(9, 8, Verdict.Undecidable)]
    [InlineData(2, 1, Verdict.Undecidable)]
    public void On_published_stimuli_S_must_show_that_it_sees_both_cues(int shape, int silhouettes, Verdict expected)
    {
        // what S makes of texture patches does not matter there
        Network standard = new()
        {
            Shape = shape,
            Silhouettes = silhouettes,
            TexturePatches = 1,
        };
        ClaimResult result = Judge(
            new ShapeBiasClaim { OnPublishedStimuli = true },
            standard,
            new Network { Shape = 8 }
        );
        result.Verdict.Should().Be(expected);
        if (expected == Verdict.Undecidable)
            result.Row.Reason.Should().Contain(shape == 9 ? "answer with the texture" : "silhouettes");
    }

    [Theory]
    [InlineData(3, 5, Verdict.Supported)]
    [InlineData(5, 3, Verdict.Contradicted)]
    [InlineData(1, 5, Verdict.Undecidable)]
    public void On_published_stimuli_texture_less_counts_all_silhouettes_and_edges(
        int standard,
        int robust,
        Verdict expected
    )
    {
        static NetworkMeasurements With(int silhouettes, int edges)
        {
            NetworkMeasurements measured = new Network { Silhouettes = silhouettes }.Measure();
            Decisions drawn = new Network { Silhouettes = edges }
                .Measure()
                .Decisions[StimulusName.Silhouettes];
            return measured with
            {
                Decisions = new Dictionary<StimulusName, Decisions>(measured.Decisions)
                {
                    [StimulusName.Edges] = drawn,
                },
            };
        }
        ClaimResult result = new TextureLessClaim { OnPublishedStimuli = true }.Judge(
            "test",
            "none",
            // unlike each other, so that neither passes for both
            [new("seed 0", With(standard + 1, standard - 1), With(robust + 1, robust - 1))]
        );
        result.Verdict.Should().Be(expected);
        result.Row.Standard.Should().BeApproximately(standard / 10.0, 1e-9);
    }

    /// <summary>The first of the two reasons is told.</summary>
    [Theory]
    [InlineData(false, 1, 1, 2, "one cue alone (accuracy, texture patches) above chance, 0.100")]
    [InlineData(true, 8, 1, 9, "answer with the texture of these images")]
    public void Where_both_cues_are_unknown_texture_is_named(
        bool published,
        int patches,
        int silhouettes,
        int shape,
        string reason
    ) =>
        Judge(
            new ShapeBiasClaim { OnPublishedStimuli = published },
            new Network
            {
                Shape = shape,
                TexturePatches = patches,
                Silhouettes = silhouettes,
            },
            new Network { Shape = 8 }
        )
            .Row.Reason.Should()
            .Contain(reason);

    [Fact]
    public void The_cues_alone_are_reported()
    {
        NetworkMeasurements all = new Network { Shape = 4 }.Measure(),
            stylized = Without(
                With(all, StimulusName.Stylized, all.Decisions[StimulusName.Flat]),
                StimulusName.Silhouettes
            ),
            neither = Without(stylized, StimulusName.Stylized);
        Reported(new(), all).Should().Equal("accuracy, texture patches", "accuracy, silhouettes");
        Reported(new(), stylized).Should().Equal("accuracy, texture patches", "accuracy, stylized");
        Reported(new(), neither).Should().BeEmpty();
        Reported(new() { OnPublishedStimuli = true }, all).Should().Equal("accuracy, silhouettes");
        static IEnumerable<string> Reported(ShapeBiasClaim claim, NetworkMeasurements network) =>
            claim.Read(new([network], [network])).AlsoReported.Select(c => c.Quantity).Skip(1);
    }

    [Fact]
    public void Other_conflicts_have_a_row_where_all_networks_saw_them()
    {
        static NetworkMeasurements Network(int published)
        {
            NetworkMeasurements network = new Network { Shape = 4 }.Measure();
            foreach (
                (StimulusName set, int shape) in new[]
                {
                    (StimulusName.CueConflictCropped, 3),
                    (StimulusName.TransferredConflict, 5),
                    (StimulusName.PublishedConflict, published),
                    (StimulusName.PublishedConflictAllClasses, 6),
                }
            )
                network = With(
                    network,
                    set,
                    new Network { Shape = shape }
                        .Measure()
                        .Decisions[StimulusName.CueConflict]
                );
            return network;
        }
        NetworkMeasurements all = Network(7);
        Measured measured = new ShapeBiasClaim().Read(new([all], [all]));
        measured.Variants.Select(v => v.Comparison.Standard.Mean).Should().Equal(0.3, 0.5, 0.7, 0.6);
        measured.Variants.Should().OnlyContain(v => v.Invalid == null);
        measured.Variants[0].Label.Should().Contain("cropped to 224");
        measured.Variants.Skip(1).Select(v => v.Label).Should().OnlyHaveUniqueItems();
        // S sees no texture there: it answers with it no more often than chance
        measured = new ShapeBiasClaim().Read(new([Network(9)], [all]));
        measured.Variants.Select(v => v.Invalid is null).Should().Equal(true, true, false, true);
        measured.Variants[2].Invalid.Should().Contain("(0.100, interval from 0.0").And.EndWith("chance 0.100)");
        NetworkMeasurements none = new Network { Shape = 4 }.Measure();
        new ShapeBiasClaim().Read(new([all], [none])).Variants.Should().BeEmpty();
        new ShapeBiasClaim().Read(new([none], [all])).Variants.Should().BeEmpty();
    }

    [Fact]
    public void Shape_bias_leaves_out_trials_without_a_conflict()
    {
        var decisions = new Decisions(
            "o",
            ["a", "b", "c"],
            ["1", "2", "3", "4", "5"],
            [0, 0, 1, 1, 0],
            [0, 1, 0, 2, -1],
            [0, 0, 0, 0, 0]
        );
        ShapeBias bias = ShapeBias.Of(decisions);
        bias.Should().Be(new ShapeBias(3, 1, 1));
        bias.Value.Should().Be(0.5);
        ShapeBias.Sample(decisions).Value.Should().Be(0.5);
        ShapeBias.DecidedSample(decisions).Value.Should().BeApproximately(2 / 3.0, 1e-12);
        ShapeBias.PerCategory(decisions).Select(b => b.Trials).Should().Equal(1, 2, 0);
        new ShapeBias(3, 0, 0).Value.Should().BeNull();
    }

    private static ClaimResult Judge(Claim claim, Network standard, Network robust) =>
        claim.Judge("test", "none", [new("seed 0", standard.Measure(), robust.Measure())]);
}
