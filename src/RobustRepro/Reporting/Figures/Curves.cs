using System.Globalization;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>Curves of S and of R over the same values: thick lines for the mean over seeds, thin ones for each
/// seed.</summary>
internal static class Curves
{
    public static void Draw(Plot plot, (double X, double Y)[][] standard, (double X, double Y)[][] robust)
    {
        Draw(plot, "S, standard", standard, ReportPlot.ColorOf(ObserverGroup.Standard), MarkerShape.FilledCircle);
        Draw(
            plot,
            "R, adversarially trained",
            robust,
            ReportPlot.ColorOf(ObserverGroup.Robust),
            MarkerShape.FilledSquare
        );
    }

    /// <summary>Names both axes, of which the other is a share, and draws the plot.</summary>
    /// <param name="ticks">On the lower axis.</param>
    /// <param name="limits">The ends of the lower axis.</param>
    public static string ToSvg(
        Plot plot,
        string id,
        IReadOnlyList<(double At, string Label)> ticks,
        (double Low, double High) limits,
        string lower,
        string share
    )
    {
        plot.Axes.Bottom.SetTicks([.. ticks.Select(t => t.At)], [.. ticks.Select(t => t.Label)]);
        ReportPlot.ShareAxis(plot.Axes.Left);
        plot.Axes.SetLimits(limits.Low, limits.High, 0, 1.03);
        plot.XLabel(lower);
        plot.YLabel(share);
        plot.ShowLegend(Edge.Bottom);
        return ReportPlot.ToSvg(plot, id, 640, 420);
    }

    /// <summary>The points drawn, a row per pair and value, then the means.</summary>
    public static ResultTable Table(
        string title,
        string quantity,
        IReadOnlyList<string> pairs,
        (double X, double Y)[][] standard,
        (double X, double Y)[][] robust,
        params string[] notes
    )
    {
        var rows = new List<object?[]>();
        void Add(string networks, IReadOnlyList<double> s, IReadOnlyList<double> r) =>
            rows.AddRange(
                standard[0]
                    .Select(
                        (p, i) =>
                            new object?[] { networks, p.X.ToString("0.##", CultureInfo.InvariantCulture), s[i], r[i] }
                    )
            );
        for (int k = 0; k < pairs.Count; k++)
            Add(pairs[k], [.. standard[k].Select(p => p.Y)], [.. robust[k].Select(p => p.Y)]);
        if (pairs.Count > 1)
            Add("mean", Mean(standard), Mean(robust));
        return new(
            title,
            [
                Column.Text("networks"),
                Column.Text(quantity),
                new("S", 3, ReportPlot.ShareTolerance),
                new("R", 3, ReportPlot.ShareTolerance),
            ],
            rows,
            notes
        );
    }

    private static void Draw(Plot plot, string label, (double X, double Y)[][] curves, Color color, MarkerShape marker)
    {
        double[] values = [.. curves[0].Select(p => p.X)];
        if (curves.Length > 1)
        {
            foreach ((double X, double Y)[] curve in curves)
            {
                ScottPlot.Plottables.Scatter thin = plot.Add.ScatterLine(
                    values,
                    [.. curve.Select(p => p.Y)],
                    color.WithAlpha(0.45)
                );
                thin.LineWidth = 1;
            }
        }
        ScottPlot.Plottables.Scatter mean = plot.Add.Scatter(values, Mean(curves), color);
        mean.LineWidth = 3;
        mean.MarkerShape = marker;
        mean.MarkerSize = 9;
        mean.LegendText = label;
    }

    private static double[] Mean((double X, double Y)[][] curves) =>
        [.. curves[0].Select((_, i) => curves.Average(c => c[i].Y))];
}
