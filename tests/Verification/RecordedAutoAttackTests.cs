using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Reporting;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Verification;

/// <summary>What was recorded of AutoAttack counts for the weights that it was measured of, and says its
/// doubts.</summary>
public sealed class RecordedAutoAttackTests
{
    private static readonly RecordedAutoAttack Recorded = new(
        "trifeature",
        "0123456789abcdef",
        "2026-11-27",
        "a processor",
        [Record("a", "a.safetensors SHA-256 1", square: 0), Record("b", "b.safetensors SHA-256 2", square: 3)]
    );

    [Fact]
    public void A_record_is_found_by_its_weights_alone()
    {
        Recorded.For(["b.safetensors SHA-256 2", "c"]).Should().ContainSingle().Which.Network.Should().Be("b");
        Recorded.For(["b.safetensors SHA-256 9"]).Should().BeEmpty();
    }

    [Fact]
    public void The_table_has_the_columns_of_robustbench_and_the_signs()
    {
        ResultTable table = Recorded.Table(Recorded.Networks);
        table.Rows[1].Should().Equal("b", "L2", 2.0, 20, 90.0, 60.0, 30.0, 65.0, 45.0, 45.0, 30.0);
        table
            .Notes.Should()
            .Contain("Measured once: 2026-11-27, commit 0123456789abcdef, a processor.")
            .And.Contain(
                "b, sign of gradient masking: Square, which sees no gradient, broke 3 of 9 images that the attacks "
                    + "along the gradient did not."
            );
        Recorded.Networks[0].Doubts.Should().BeEmpty();
    }

    private static AutoAttackRecord Record(string network, string weights, int square) =>
        new(
            network,
            weights,
            "0",
            Norm.L2,
            2,
            0,
            Images: 20,
            Correct: 18,
            CorrectUnderPgd: 12,
            [.. Enumerable.Range(0, 9 - square)],
            [
                new(AutoAttack.CrossEntropyName, 18, 5),
                new(AutoAttack.TargetedName, 13, 4),
                new(AutoAttack.FabName, 9, 0),
                new(AutoAttack.SquareName, 9, square),
            ],
            new MaskingCheck(18, 0, 0, 16, 10, 0)
        );
}
