using RobustRepro.Claims;

namespace RobustRepro.Reporting;

/// <summary>The table at the head of the report: claims by architectures.</summary>
internal static class HtmlMatrix
{
    public static void Matrix(this HtmlWriter html, IReadOnlyList<ClaimSection> sections)
    {
        string[] columns = [.. sections.SelectMany(s => s.Results).Select(Column).Distinct()];
        html.Element(
            "p",
            "Under each verdict: the difference R − S of the claim's primary measure, and its 95% interval.",
            ("class", "note")
        );
        html.Element(
            "div",
            () =>
                html.Element(
                    "table",
                    () =>
                    {
                        html.Element(
                            "thead",
                            () =>
                                html.Element(
                                    "tr",
                                    () =>
                                    {
                                        html.Element("th", "claim");
                                        foreach (string column in columns)
                                            html.Element("th", column);
                                    }
                                )
                        );
                        html.Element(
                            "tbody",
                            () =>
                            {
                                foreach (ClaimSection section in sections)
                                    html.Element("tr", () => Row(html, section, columns));
                            }
                        );
                    },
                    ("class", "matrix")
                ),
            ("class", "scroll"),
            ("tabindex", "0")
        );
    }

    private static void Row(HtmlWriter html, ClaimSection section, string[] columns)
    {
        html.Element(
            "th",
            () =>
            {
                html.Element("a", section.Claim.Id, ("href", $"#claim-{section.Claim.Id}"));
                html.Element("span", section.Claim.Text.Prediction, ("class", "prediction"));
            },
            ("scope", "row")
        );
        foreach (string column in columns)
        {
            ClaimResult? result = section.Results.FirstOrDefault(r => Column(r) == column);
            if (result is null)
                html.Element("td", "not measured", ("class", "absent"));
            else
                html.Element("td", () => Cell(html, result), ("class", HtmlParts.ClassOf(result.Verdict)));
        }
    }

    private static void Cell(HtmlWriter html, ClaimResult result)
    {
        ClaimRow row = result.Rows[^1];
        html.Badge(result.Verdict);
        html.Element("span", VerdictText.Signed(row.Difference.Estimate), ("class", "difference"));
        html.Element(
            "span",
            $"{VerdictText.Number(row.Difference.Low)} to {VerdictText.Number(row.Difference.High)}",
            ("class", "interval")
        );
    }

    private static string Column(ClaimResult result) => $"{result.Architecture}, {result.Study}";
}
