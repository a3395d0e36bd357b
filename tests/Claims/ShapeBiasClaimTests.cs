using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
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
