using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>The parts of the report on published numbers.</summary>
internal static class HtmlTrends
{
    /// <summary>The table at the head of the report: claims by series.</summary>
    public static void TrendMatrix(this HtmlWriter html, IReadOnlyList<ClaimSection> sections)
    {
        bool runs = sections.SelectMany(s => s.Trends).Any(t => t.Series.HasRuns);
        string[] columns = [.. sections.SelectMany(s => s.Trends).Select(t => t.Networks).Distinct()];
        html.Element(
            "p",
            "Under each verdict: the measure of S and of R at L2 eps 3 or Linf eps 4/255, or at the largest eps where "
                + "there is no such R, and tau with eps. "
                + (runs ? "Means over runs." : "One network each: no intervals."),
            ("class", "note")
        );
        html.Element(
            "div",
            () =>
                html.Element(
                    "table",
                    () =>
                    {
                        html.Element("thead", () => html.Element("tr", () => Heads(html, columns)));
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

    /// <summary>A claim on every series.</summary>
    public static void Trends(this HtmlWriter html, ClaimSection section) =>
        html.Element(
            "section",
            () =>
            {
                Claim claim = section.Claim;
                html.Element("h2", claim.Id);
                html.Element("p", claim.Text.Statement, ("class", "statement"));
                html.Element("ul", () => Outcomes(html, section), ("class", "outcomes"));
                html.Element(
                    "dl",
                    () =>
                    {
                        HtmlSections.Term(html, "In the paper", claim.Text.Paper);
                        foreach (TrendResult result in section.Trends.DistinctBy(t => t.Series.Quantity))
                            HtmlSections.Term(
                                html,
                                $"Measure: {result.Series.Quantity}",
                                $"{result.Measure} Predicted: it {TrendText.Goes(result.Series.Predicted)} with eps."
                            );
                    }
                );
                foreach (Figure figure in section.Figures)
                    html.Figure(figure);
                foreach (TrendResult result in section.Trends)
                    html.Folded(
                        $"Numbers: {result.Networks} on {result.Study}",
                        () =>
                        {
                            foreach (ResultTable table in result.Tables)
                                html.Table(table);
                        }
                    );
            },
            ("id", $"claim-{section.Claim.Id}")
        );

    private static void Heads(HtmlWriter html, string[] columns)
    {
        html.Element("th", "claim");
        foreach (string column in columns)
            html.Element("th", column);
    }

    private static void Row(HtmlWriter html, ClaimSection section, string[] columns)
    {
        html.Element(
            "th",
            () =>
            {
                TrendSeries first = section.Trends[0].Series;
                html.Element("a", section.Claim.Id, ("href", $"#claim-{section.Claim.Id}"));
                html.Element(
                    "span",
                    $"{first.Quantity} {TrendText.Goes(first.Predicted)} with eps",
                    ("class", "prediction")
                );
            },
            ("scope", "row")
        );
        foreach (string column in columns)
        {
            TrendResult? result = section.Trends.FirstOrDefault(t => t.Networks == column);
            if (result is null)
                html.Element("td", "not published", ("class", "absent"));
            else
                html.Element("td", () => Cell(html, result), ("class", HtmlParts.ClassOf(result.Verdict)));
        }
    }

    private static void Cell(HtmlWriter html, TrendResult result)
    {
        html.Badge(result.Verdict);
        html.Element(
            "span",
            $"{VerdictText.Number(result.Series.Standard)} → {VerdictText.Number(result.Compared.Value)}",
            ("class", "difference")
        );
        html.Element(
            "span",
            $"tau {VerdictText.Number(result.Series.Tau)}, {TrendText.POf(result.Series.P)}",
            ("class", "interval")
        );
        if (result.IsWeaker)
            html.Element("span", "weaker: reached without attacks", ("class", "interval"));
    }

    private static void Outcomes(HtmlWriter html, ClaimSection section)
    {
        if (section.TrendHeadline is { } headline)
            html.Element(
                "li",
                () => HtmlSections.Outcome(html, "Headline", headline.Verdict, TrendText.Sentence(headline)),
                ("class", HtmlParts.ClassOf(headline.Verdict))
            );
        foreach (TrendResult result in section.Trends)
            html.Element("li", () => Outcome(html, result), ("class", HtmlParts.ClassOf(result.Verdict)));
    }

    private static void Outcome(HtmlWriter html, TrendResult result)
    {
        HtmlSections.Outcome(html, result.Networks, result.Verdict, TrendText.Sentence(result));
        string?[] more = [TrendText.OtherTrainings(result), TrendText.OtherChoices(result.Choices)];
        foreach (string sentence in more.OfType<string>())
            html.Text($" {sentence}");
    }
}
