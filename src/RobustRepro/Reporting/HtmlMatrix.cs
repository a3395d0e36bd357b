using RobustRepro.Claims;

namespace RobustRepro.Reporting;

/// <summary>The table at the head of the report: claims by architectures.</summary>
internal static class HtmlMatrix
{
    public static void Matrix(this HtmlWriter html, IReadOnlyList<ClaimSection> sections)
    {
        string[] columns = [.. sections.SelectMany(s => s.Results).Select(Column).Distinct()];
        bool all = sections.Any(s => s.Headline is not null);
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
                                        if (all)
                                            html.Element("th", "all architectures");
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
                                    html.Element("tr", () => Row(html, section, columns, all));
                            }
                        );
                    },
                    ("class", "matrix")
                ),
            ("class", "scroll"),
            ("tabindex", "0")
        );
    }

    private static void Row(HtmlWriter html, ClaimSection section, string[] columns, bool all)
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
        if (section.Headline is { } headline)
            html.Element(
                "td",
                () =>
                {
                    Cell(html, headline.Row);
                    if (headline.DecidingChoices > 0)
                        html.Element(
                            "span",
                            $"{headline.Agreeing} of {headline.DecidingChoices} choices agree"
                                + (headline.DependsOnTheMeasure ? ": depends on the measure" : ""),
                            ("class", "choices")
                        );
                },
                ("class", HtmlParts.ClassOf(headline.Verdict))
            );
        else if (all)
            html.Element("td", "not measured", ("class", "absent"));
        foreach (string column in columns)
        {
            ClaimResult? result = section.Results.FirstOrDefault(r => Column(r) == column);
            if (result is null)
                html.Element("td", "not measured", ("class", "absent"));
            else
                html.Element("td", () => Cell(html, result.Row), ("class", HtmlParts.ClassOf(result.Verdict)));
        }
    }

    private static void Cell(HtmlWriter html, ClaimRow row)
    {
        html.Badge(row.Verdict);
        html.Element("span", VerdictText.Signed(row.Difference.Estimate), ("class", "difference"));
        html.Element(
            "span",
            $"{VerdictText.Number(row.Difference.Low)} to {VerdictText.Number(row.Difference.High)}",
            ("class", "interval")
        );
    }

    private static string Column(ClaimResult result) => $"{result.Architecture}, {result.Study}";
}
