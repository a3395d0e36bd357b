using RobustRepro.Tables;

namespace RobustRepro.Tests.Tables;

public class ResultTableTextTests
{
    [Fact]
    public void Text_is_aligned_and_states_tolerances()
    {
        var table = new ResultTable(
            "robust: accuracy under PGD",
            [Column.Text("networks"), new("S", 3, 0.015), new("images", 0), new("low", 2, 0.1), Column.Text("verdict")],
            [
                ["seed 0", 0.0123, 250, -0.0001, "Supported"],
                ["pooled", double.NaN, null, -12.5, "-"],
            ],
            ["A note that is short."]
        );

        ResultTableText
            .Write(table)
            .Should()
            .Be(
                """
                robust: accuracy under PGD
                ==========================

                networks           S  images     low  verdict
                tolerance     ±0.015            ±0.1
                ---------  ---------  ------  ------  ---------
                seed 0         0.012     250    0.00  Supported
                pooled     undefined       -  -12.50  -

                * A note that is short.

                """
            );
    }

    [Fact]
    public void Tables_without_tolerances_have_no_line_for_them() =>
        ResultTableText
            .Write(
                new ResultTable(
                    "t",
                    [Column.Text("a"), new("n", 1)],
                    [
                        ["x", 1.26],
                        ["longer", -2.0],
                    ],
                    []
                )
            )
            .Should()
            .Be(
                """
                t
                =

                a          n
                ------  ----
                x        1.3
                longer  -2.0

                """
            );

    [Fact]
    public void Long_notes_are_wrapped()
    {
        string note = string.Join(' ', Enumerable.Repeat("words", 60));
        string[] lines = ResultTableText.Write(new ResultTable("t", [Column.Text("a")], [], [note])).Split('\n');
        lines.Should().OnlyContain(l => l.Length <= 120);
        lines.Count(l => l.StartsWith("  words", StringComparison.Ordinal)).Should().Be(3);
    }

    [Fact]
    public void A_row_with_a_cell_too_few_is_refused() =>
        FluentActions
            .Invoking(() =>
                ResultTableText.Write(
                    new ResultTable(
                        "t",
                        [Column.Text("a"), Column.Text("b")],
                        [
                            ["only one"],
                        ],
                        []
                    )
                )
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("table 't': row 1 has 1 cells, there are 2 columns*");
}
