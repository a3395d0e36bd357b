using RobustRepro.Statistics;

namespace RobustRepro.Reporting;

/// <summary>
/// The colours of all figures and of the report, chosen to stay apart for colour-blind readers: observers after Okabe
/// and Ito, verdicts after Paul Tol. S and R look the same wherever they appear.
/// </summary>
internal static class ReportColors
{
    public const string Standard = "#0072B2";

    public const string Robust = "#D55E00";

    public const string Human = "#009E73";

    /// <summary>Series of further architectures, after those of S and R.</summary>
    public static readonly IReadOnlyList<string> FurtherSeries = ["#CC79A7", "#8C6D00", "#56B4E9"];

    public const string Other = "#6B6B6B";

    public const string Text = "#1B1F24";

    /// <summary>Axes, and lines that only guide the eye.</summary>
    public const string Faint = "#8A9099";

    public const string Grid = "#E4E7EB";

    /// <summary>Shades the predicted side.</summary>
    public const string Predicted = "#E9F3EC";

    /// <summary>
    /// Categories of concepts from low-level to high-level, as figures stack them; Paul Tol's light scheme, on which
    /// dark text can be read. Low-level ones are warm, the others cool.
    /// </summary>
    private static readonly (string Category, string Color)[] Concepts =
    [
        ("color", "#EE8866"),
        ("texture", "#EEDD88"),
        ("material", "#FFAABB"),
        ("part", "#BBCC33"),
        ("object", "#77AADD"),
        ("scene", "#44BB99"),
    ];

    private static readonly string[] FurtherConcepts = ["#DDDDDD", "#AAAA00", "#99DDFF"];

    /// <summary>Categories of concepts in the order of figures, each with its colour; those not known by name come
    /// last, in the order given.</summary>
    public static IReadOnlyList<(string Category, string Color)> OfCategories(IEnumerable<string> categories)
    {
        string[] present = [.. categories.Distinct()];
        string[] further = [.. present.Where(category => !Array.Exists(Concepts, c => c.Category == category))];
        return
        [
            .. Concepts.Where(c => present.Contains(c.Category)),
            .. further.Select((category, i) => (category, FurtherConcepts[i % FurtherConcepts.Length])),
        ];
    }

    /// <summary>A verdict's colour; words always stand beside it.</summary>
    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Supported => "#117733",
            Verdict.Contradicted => "#882255",
            Verdict.Inconclusive => "#7A5C00",
            Verdict.Negligible => "#332288",
            _ => "#5C6670",
        };
}
