using RobustRepro.Statistics;

namespace RobustRepro.Reporting;

/// <summary>
/// The colours of all figures and of the report, chosen to stay apart for colour-blind readers: observers after Okabe and Ito, verdicts after
/// Paul Tol. S and R look the same wherever they appear.
/// </summary>
public static class ReportColors
{
    public const string Standard = "#0072B2";

    public const string Robust = "#D55E00";

    public const string Human = "#009E73";

    public const string Other = "#6B6B6B";

    public const string Text = "#1B1F24";

    /// <summary>Axes, and lines that only guide the eye.</summary>
    public const string Faint = "#8A9099";

    public const string Grid = "#E4E7EB";

    /// <summary>Shades the predicted side.</summary>
    public const string Predicted = "#E9F3EC";

    /// <summary>A verdict's colour; words always stand beside it.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "#117733",
        Verdict.Contradicted => "#882255",
        Verdict.Inconclusive => "#7A5C00",
        _ => "#5C6670",
    };
}
