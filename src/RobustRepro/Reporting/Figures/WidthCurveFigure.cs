using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Measures;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>Accuracy against the width of networks, S and R: thick lines for the mean over seeds, thin ones for each
/// seed.</summary>
internal static class WidthCurveFigure
{
    /// <summary>Clean accuracy, and accuracy under attack where all networks were attacked.</summary>
    public static IReadOnlyList<Figure> Create(string id, string title, IReadOnlyList<NetworkPair> pairs) =>
        [
            Create(id, $"{title}: clean accuracy", pairs, CapacityClaim.Clean),
            .. pairs
                .SelectMany(p => new[] { p.Standard, p.Robust })
                .All(n => CapacityClaim.AtWidths(n).All(a => a.Network.UnderAttack.Count > 0))
                ? [Create($"{id}-attacked", $"{title}: accuracy under attack", pairs, CapacityClaim.Attacked)]
                : Array.Empty<Figure>(),
        ];

    private static Figure Create(
        string id,
        string title,
        IReadOnlyList<NetworkPair> pairs,
        Func<NetworkMeasurements, Decisions> answers
    )
    {
        (double X, double Y)[] Curve(NetworkMeasurements network) =>
            [.. CapacityClaim.AtWidths(network).Select(n => (n.Width, answers(n.Network).Accuracy.Value))];
        (double X, double Y)[][] standard = [.. pairs.Select(p => Curve(p.Standard))],
            robust = [.. pairs.Select(p => Curve(p.Robust))];
        double[] widths = [.. standard[0].Select(p => p.X)];

        Plot plot = ReportPlot.Create(title);
        ReportPlot.ChanceLine(plot, 1.0 / answers(pairs[0].Standard).Categories.Count);
        Curves.Draw(plot, OverDoublings(standard), OverDoublings(robust));
        return new(
            id,
            title,
            "Share of test images answered correctly by networks of each width."
                + (pairs.Count > 1 ? $" Thick: mean of {pairs.Count} seeds; thin: each seed." : ""),
            Curves.Table(title, "width", [.. pairs.Select(p => p.Label)], standard, robust),
            Curves.ToSvg(
                plot,
                id,
                [.. widths.Select(w => (Math.Log2(w), w.ToString("0.##", CultureInfo.InvariantCulture)))],
                (Math.Log2(widths[0]) - 0.1, Math.Log2(widths[^1]) + 0.1),
                "width: times the channels of the study's own networks",
                "accuracy"
            )
        );
    }

    private static (double X, double Y)[][] OverDoublings((double X, double Y)[][] curves) =>
        [.. curves.Select(c => c.Select(p => (Math.Log2(p.X), p.Y)).ToArray())];
}
