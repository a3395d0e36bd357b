using RobustRepro.Measures;

namespace RobustRepro.Tests.Measures;

public sealed class ShapeBiasTests
{
    [Fact]
    public void Agreeing_cues_do_not_count()
    {
        ShapeBias bias = ShapeBias.Of(
            new("x", ["a", "b", "c"], ["1", "2", "3", "4"], [0, 0, 0, 1], [0, 1, 1, 0], [0, 0, 1, 2])
        );

        bias.Should().Be(new ShapeBias(Trials: 3, ShapeDecisions: 1, TextureDecisions: 1));
        bias.Value.Should().Be(0.5);
    }

    [Fact]
    public void Without_a_decision_for_either_cue_the_bias_is_undefined()
    {
        ShapeBias bias = ShapeBias.Of(new("x", ["a", "b", "c"], ["1", "2"], [0, 1], [1, 0], [2, -1]));

        bias.Value.Should().BeNull();
        bias.DecidedShare.Should().Be(0);
    }
}
