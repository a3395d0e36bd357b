using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>The section of the report on controls.</summary>
internal static class HtmlControls
{
    public static void Controls(
        this HtmlWriter html,
        IReadOnlyList<ControlResult> controls,
        IReadOnlyList<ResultTable> tables
    ) =>
        html.Element(
            "section",
            () =>
            {
                html.Element("h2", "Controls");
                html.Element(
                    "p",
                    "Comparisons whose outcome is known beforehand. If one comes out otherwise, the "
                        + "verdicts above are in doubt."
                );
                foreach (ControlResult control in controls)
                {
                    html.Element(
                        "article",
                        () =>
                        {
                            html.Element(
                                "h3",
                                () =>
                                {
                                    html.Text(control.Label + " ");
                                    html.Element(
                                        "span",
                                        control.AsExpected ? "as expected" : "not as expected",
                                        ("class", control.AsExpected ? "badge expected" : "badge unexpected")
                                    );
                                }
                            );
                            html.Element("p", control.Description);
                            html.Element(
                                "p",
                                $"Expected: {string.Join(" or ", control.Expected.Select(v => v.Lower()))}. "
                                    + $"Came out ({control.Result.Claim.Id}): "
                                    + $"{control.Result.Verdict.Lower()}."
                            );
                            html.Element(
                                "p",
                                VerdictText.Sentence(control.Result, control.First, control.Second),
                                ("class", "note")
                            );
                            html.Folded(
                                "Numbers",
                                () =>
                                    html.Table(
                                        control.Result.Table with
                                        {
                                            Columns = [.. control.Result.Table.Columns.Select(c => Named(c, control))],
                                        },
                                        control.Label,
                                        withNotes: false
                                    )
                            );
                        }
                    );
                }
                foreach (ResultTable table in tables)
                {
                    html.Element(
                        "article",
                        () =>
                        {
                            html.Element("h3", table.Title);
                            html.Table(table);
                        }
                    );
                }
            },
            ("id", "controls")
        );

    /// <summary>The columns of a control are called by what it compares.</summary>
    private static Column Named(Column column, ControlResult control) =>
        column.Role switch
        {
            ColumnRole.Standard => column with { Name = control.First },
            ColumnRole.Robust => column with { Name = control.Second },
            ColumnRole.Difference => column with { Name = "difference" },
            _ => column,
        };
}
