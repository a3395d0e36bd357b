using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>The sections of the report under its head.</summary>
internal static class HtmlSections
{
    /// <summary>A table of more rows is folded, since the figures come after it.</summary>
    private const int LongTable = 12;

    public static void Claim(this HtmlWriter html, ClaimSection section) =>
        html.Element(
            "section",
            () =>
            {
                Claim claim = section.Claim;
                html.Element("h2", claim.Id);
                html.Element("p", claim.Text.Statement, ("class", "statement"));
                html.Element(
                    "ul",
                    () =>
                    {
                        if (section.Headline is { } headline)
                            html.Element(
                                "li",
                                () => Outcome(html, headline),
                                ("class", HtmlParts.ClassOf(headline.Verdict))
                            );
                        foreach (ClaimResult result in section.Results)
                            html.Element(
                                "li",
                                () => Outcome(html, result),
                                ("class", HtmlParts.ClassOf(result.Verdict))
                            );
                    },
                    ("class", "outcomes")
                );
                html.Element(
                    "dl",
                    () =>
                    {
                        Term(html, "In the paper", claim.Text.Paper);
                        Term(html, "Prediction", claim.Text.Prediction);
                        Term(html, "Measure", claim.Text.Measure);
                        Term(html, "Valid where", claim.Text.Validity);
                        Term(html, "How to read it", claim.Text.Reading);
                        if (section.Remark is not null)
                            Term(html, "In this study", section.Remark);
                    }
                );
                if (section.Published is { Rows.Count: > LongTable })
                    html.Folded("Published numbers", () => html.Table(section.Published));
                else if (section.Published is not null)
                    html.Table(section.Published);
                foreach (ResultTable table in section.Tables)
                    html.Table(table);
                foreach (Figure figure in section.Figures)
                    html.Figure(figure);
                foreach (ClaimResult result in section.Results)
                {
                    html.Folded(
                        $"Numbers: {result.Architecture} on {result.Study}",
                        () =>
                        {
                            html.Table(result.Table);
                            foreach (ResultTable details in result.Details.Where(d => d.Rows.Count > 0))
                                html.Table(details);
                        }
                    );
                }
                if (claim.Text.Deviations.Count > 0)
                {
                    html.Element("h3", "Deviations from the paper");
                    List(html, claim.Text.Deviations);
                }
            },
            ("id", $"claim-{section.Claim.Id}")
        );

    /// <summary>Right below the verdicts: a reader must see what is not among them.</summary>
    public static void LeftOut(this HtmlWriter html, IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0)
            return;
        html.Element(
            "section",
            () =>
            {
                html.Element("h2", "Left out");
                List(html, sentences);
            },
            ("id", "left-out")
        );
    }

    public static void Gallery(this HtmlWriter html, IReadOnlyList<Figure> figures) =>
        html.Element(
            "section",
            () =>
            {
                html.Element("h2", "Gallery");
                foreach (Figure figure in figures)
                    html.Figure(figure);
            },
            ("id", "gallery")
        );

    /// <param name="rule">Of published numbers; null for the rule of measured networks, with its constants.</param>
    public static void Provenance(
        this HtmlWriter html,
        IReadOnlyList<KeyValuePair<string, string>> provenance,
        string? rule = null
    ) =>
        html.Element(
            "section",
            () =>
            {
                html.Element("h2", "Provenance");
                html.Element(
                    "div",
                    () =>
                        html.Element(
                            "table",
                            () =>
                                html.Element(
                                    "tbody",
                                    () =>
                                    {
                                        foreach (
                                            (string key, string value) in provenance.Concat(
                                                rule is null ? RuleConstants() : []
                                            )
                                        )
                                        {
                                            html.Element(
                                                "tr",
                                                () =>
                                                {
                                                    html.Element("th", key, ("scope", "row"));
                                                    html.Element("td", value);
                                                }
                                            );
                                        }
                                    }
                                ),
                            ("class", "provenance")
                        ),
                    ("class", "scroll"),
                    ("tabindex", "0")
                );
                html.Element("h3", "Decision rule");
                html.Element("p", rule ?? DecisionRule.Text);
            },
            ("id", "provenance")
        );

    private static IEnumerable<KeyValuePair<string, string>> RuleConstants() =>
        [
            new("confidence", DecisionRule.Confidence.ToString("0%", CultureInfo.InvariantCulture)),
            new("resamples", DecisionRule.Resamples.ToString("N0", CultureInfo.InvariantCulture)),
            new("seed of the resampling", DecisionRule.Seed.ToString(CultureInfo.InvariantCulture)),
            new(
                "least clean accuracy",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{DecisionRule.LeastCleanAccuracyOverChance:0.##} times chance"
                )
            ),
            new("fewest images", DecisionRule.FewestImages.ToString(CultureInfo.InvariantCulture)),
        ];

    /// <summary>The sentence, its first word as a badge.</summary>
    private static void Outcome(HtmlWriter html, ClaimResult result)
    {
        Outcome(html, $"{result.Architecture} on {result.Study}", result.Verdict, VerdictText.Sentence(result));
        if (VerdictText.OtherChoices(result) is { } others)
            html.Text($" {others}");
        foreach (string doubt in result.Doubts)
            html.Text($" {doubt}");
    }

    private static void Outcome(HtmlWriter html, Headline headline) =>
        Outcome(html, $"All architectures on {headline.Study}", headline.Verdict, VerdictText.Sentence(headline));

    /// <summary>What was judged, the verdict as a badge, and the rest of a sentence that begins with it.</summary>
    internal static void Outcome(HtmlWriter html, string what, Verdict verdict, string sentence)
    {
        html.Element("strong", what);
        html.Text(" ");
        html.Badge(verdict);
        html.Text(sentence[verdict.ToString().Length..].TrimStart(':'));
    }

    /// <summary>An item of a list of definitions.</summary>
    internal static void Term(HtmlWriter html, string term, string text)
    {
        html.Element("dt", term);
        html.Element("dd", text);
    }

    private static void List(HtmlWriter html, IReadOnlyList<string> items) =>
        html.Element(
            "ul",
            () =>
            {
                foreach (string item in items)
                    html.Element("li", item);
            }
        );
}
