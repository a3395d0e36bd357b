using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Measures;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>Accuracy against the strength of the attack, S and R: thick lines for the mean over seeds, thin ones for each seed.</summary>
public static class AccuracyCurveFigure
{
    public static Figure Create(string id, string title, IReadOnlyList<NetworkPair> pairs)
    {
        if (pairs.Count == 0)
            throw new ArgumentException("a curve needs a pair of networks", nameof(pairs));
        (double Eps, double Accuracy)[][] standard = [.. pairs.Select(p => Curve(p.Standard))], robust = [.. pairs.Select(p => Curve(p.Robust))];
        double[] eps = [.. standard[0].Select(p => p.Eps)];
        if (standard.Concat(robust).Any(c => !c.Select(p => p.Eps).SequenceEqual(eps)))
            throw new ArgumentException("all networks of a curve must have been attacked with the same eps", nameof(pairs));

        Plot plot = ReportPlot.Create(title);
        ReportPlot.ChanceLine(plot, 1.0 / pairs[0].Standard.UnderAttack[0].Answers.Categories.Count);
        Draw(plot, "S, standard", standard, ReportPlot.ColorOf(ObserverGroup.Standard), MarkerShape.FilledCircle);
        Draw(plot, "R, adversarially trained", robust, ReportPlot.ColorOf(ObserverGroup.Robust), MarkerShape.FilledSquare);
        plot.Axes.Bottom.SetTicks(eps, [.. eps.Select(e => e == 0 ? "0\nclean" : e.ToString("0.##", CultureInfo.InvariantCulture))]);
        ReportPlot.ShareAxis(plot.Axes.Left);
        plot.Axes.SetLimits(-0.03 * eps[^1], 1.03 * eps[^1], 0, 1.03);
        plot.XLabel("eps of the attack (L2)");
        plot.YLabel("accuracy");
        plot.ShowLegend(Edge.Bottom);
        return new(
            id,
            title,
            pairs.Count > 1
                ? $"Share of test images still answered correctly after an attack of each strength. Thick: mean of {pairs.Count} seeds; thin: each seed."
                : "Share of test images still answered correctly after an attack of each strength.",
            Table(title, pairs, standard, robust),
            ReportPlot.ToSvg(plot, id, 640, 420));
    }

    /// <summary>With the clean accuracy, on the images that were attacked, at eps 0.</summary>
    private static (double Eps, double Accuracy)[] Curve(NetworkMeasurements network)
    {
        if (network.UnderAttack.Count == 0)
            throw new ArgumentException($"{network.Name} was not attacked", nameof(network));
        IEnumerable<(double, double)> attacked = network.UnderAttack.Select(a => ((double)a.Eps, a.Answers.Accuracy.Value));
        if (network.UnderAttack[0].Eps == 0 || !network.Decisions.TryGetValue(StimulusSets.Intact, out Decisions? intact))
            return [.. attacked];
        int count = Math.Min(intact.Count, network.UnderAttack[0].Answers.Count);
        return [(0, intact.Take(count).Accuracy.Value), .. attacked];
    }

    private static void Draw(Plot plot, string label, (double Eps, double Accuracy)[][] curves, Color color, MarkerShape marker)
    {
        double[] eps = [.. curves[0].Select(p => p.Eps)];
        if (curves.Length > 1)
        {
            foreach ((double Eps, double Accuracy)[] curve in curves)
            {
                ScottPlot.Plottables.Scatter thin = plot.Add.ScatterLine(eps, [.. curve.Select(p => p.Accuracy)], color.WithAlpha(0.45));
                thin.LineWidth = 1;
            }
        }
        ScottPlot.Plottables.Scatter mean = plot.Add.Scatter(eps, Mean(curves), color);
        mean.LineWidth = 3;
        mean.MarkerShape = marker;
        mean.MarkerSize = 9;
        mean.LegendText = label;
    }

    private static double[] Mean((double Eps, double Accuracy)[][] curves) => [.. curves[0].Select((_, i) => curves.Average(c => c[i].Accuracy))];

    private static ResultTable Table(string title, IReadOnlyList<NetworkPair> pairs, (double Eps, double Accuracy)[][] standard, (double Eps, double Accuracy)[][] robust)
    {
        var rows = new List<object?[]>();
        void Add(string networks, IReadOnlyList<double> s, IReadOnlyList<double> r) =>
            rows.AddRange(standard[0].Select((p, i) => new object?[] { networks, p.Eps.ToString("0.##", CultureInfo.InvariantCulture), s[i], r[i] }));
        for (int k = 0; k < pairs.Count; k++)
            Add(pairs[k].Label, [.. standard[k].Select(p => p.Accuracy)], [.. robust[k].Select(p => p.Accuracy)]);
        if (pairs.Count > 1)
            Add("mean", Mean(standard), Mean(robust));
        return new(
            title,
            [Column.Text("networks"), Column.Text("eps"), new("S", 3, ReportPlot.ShareTolerance), new("R", 3, ReportPlot.ShareTolerance)],
            rows,
            ["eps 0: clean accuracy on the same images."]);
    }
}
