using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Statistics;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>A forest plot of R - S: a row per result, its 95% interval and verdict, small marks for each run of R, the
/// predicted side shaded.</summary>
internal static class DifferenceFigure
{
    /// <param name="results">In the order of the rows, first on top.</param>
    public static Figure Create(string id, string title, IReadOnlyList<ClaimResult> results)
    {
        if (results.Count == 0)
            throw new ArgumentException("a figure of differences needs a result", nameof(results));
        Plot plot = ReportPlot.Create(title);
        plot.Grid.YAxisStyle.IsVisible = false;
        (double low, double high) = Range(results);
        // the predicted side, under everything else
        for (int row = 0; row < results.Count; row++)
        {
            bool above = results[row].Claim.PredictedSign == Sign.Positive;
            ScottPlot.Plottables.Rectangle shade = plot.Add.Rectangle(
                above ? 0 : low,
                above ? high : 0,
                row - 0.42,
                row + 0.42
            );
            shade.FillColor = Color.FromHex(ReportColors.Predicted);
            shade.LineWidth = 0;
        }
        plot.Add.VerticalLine(0, 1.5f, Color.FromHex(ReportColors.Text), LinePattern.Solid);
        for (int row = 0; row < results.Count; row++)
            Draw(plot, results[row], row);

        double[] positions = [.. results.Select((_, row) => (double)row)];
        plot.Axes.Left.SetTicks(positions, [.. results.Select(r => Name(r, results))]);
        plot.Axes.Right.SetTicks(positions, [.. results.Select(Verdict)]);
        plot.Axes.Left.MajorTickStyle.Length = plot.Axes.Right.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(low, high, results.Count - 0.4, -0.6);
        plot.Axes.SetLimitsY(results.Count - 0.4, -0.6, plot.Axes.Right);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            TargetTickCount = 8,
            LabelFormatter = value => VerdictText.Tick(value),
        };
        plot.XLabel("difference R − S, with its 95% interval");
        plot.Legend.ManualItems.AddRange(LegendItems(results));
        plot.ShowLegend(Edge.Bottom);
        return new(
            id,
            title,
            "Difference R − S of each claim's primary measure with its 95% interval. Shaded: the side the "
                + "claim predicts. Colour and shape of the large mark: the verdict; small marks: single runs "
                + "of R, from the mean of S.",
            Table(title, results),
            ReportPlot.ToSvg(plot, id, 900, 150 + 44 * results.Count)
        );
    }

    private static void Draw(Plot plot, ClaimResult result, int row)
    {
        Color color = Color.FromHex(ReportColors.Of(result.Verdict));
        ClaimRow verdict = result.Row;
        if (double.IsFinite(verdict.Difference.Low) && double.IsFinite(verdict.Difference.High))
        {
            ScottPlot.Plottables.LinePlot interval = plot.Add.Line(
                verdict.Difference.Low,
                row,
                verdict.Difference.High,
                row
            );
            interval.Color = color;
            interval.LineWidth = 3;
        }
        // below the interval, which they would hide
        foreach (double run in RunsOf(verdict))
            plot.Add.Marker(run, row + 0.26, MarkerShape.FilledCircle, 5, color.WithAlpha(0.6));
        if (double.IsFinite(verdict.Difference.Estimate))
        {
            ScottPlot.Plottables.Marker mark = plot.Add.Marker(
                verdict.Difference.Estimate,
                row,
                ShapeOf(result.Verdict),
                13,
                color
            );
            mark.MarkerStyle.LineWidth = 2.5f;
        }
    }

    /// <summary>Each run of R, from S's mean; none for a single one.</summary>
    private static IEnumerable<double> RunsOf(ClaimRow row) =>
        row.RobustRuns.Count > 1 ? row.RobustRuns.Select(r => r - row.Standard).Where(double.IsFinite) : [];

    /// <summary>The limits of the axis: all that is drawn, and some of either side of 0.</summary>
    private static (double Low, double High) Range(IReadOnlyList<ClaimResult> results)
    {
        IEnumerable<double> ends = results.SelectMany(r =>
            RunsOf(r.Row).Append(r.Row.Difference.Estimate).Append(r.Row.Difference.Low).Append(r.Row.Difference.High)
        );
        double[] drawn = [.. ends.Where(double.IsFinite).Append(0)];
        double low = drawn.Min(),
            high = drawn.Max(),
            span = high > low ? high - low : 1;
        return (Math.Min(low - 0.06 * span, -0.2 * span), Math.Max(high + 0.06 * span, 0.2 * span));
    }

    private static string Name(ClaimResult result, IReadOnlyList<ClaimResult> all) =>
        all.All(r => r.Claim.Id == result.Claim.Id) ? result.Architecture : $"{result.Claim.Id}, {result.Architecture}";

    private static string Verdict(ClaimResult result) =>
        result.Verdict switch
        {
            Statistics.Verdict.Undecidable => "undecidable",
            _ => $"{VerdictText.Signed(result.Row.Difference.Estimate)} " + $"{result.Verdict.Lower()}",
        };

    private static MarkerShape ShapeOf(Verdict verdict) =>
        verdict switch
        {
            Statistics.Verdict.Supported => MarkerShape.FilledCircle,
            Statistics.Verdict.Contradicted => MarkerShape.FilledDiamond,
            Statistics.Verdict.Inconclusive => MarkerShape.OpenCircle,
            Statistics.Verdict.Negligible => MarkerShape.OpenSquare,
            _ => MarkerShape.Eks,
        };

    private static IEnumerable<LegendItem> LegendItems(IReadOnlyList<ClaimResult> results)
    {
        foreach (Verdict verdict in results.Select(r => r.Verdict).Distinct().Order())
        {
            Color color = Color.FromHex(ReportColors.Of(verdict));
            yield return new()
            {
                LabelText = verdict.Lower(),
                MarkerShape = ShapeOf(verdict),
                MarkerSize = 11,
                MarkerColor = color,
                MarkerLineWidth = 2,
                MarkerLineColor = color,
            };
        }
        yield return new()
        {
            LabelText = "predicted side",
            FillColor = Color.FromHex(ReportColors.Predicted),
            OutlineColor = Color.FromHex(ReportColors.Faint),
            OutlineWidth = 1,
        };
    }

    private static ResultTable Table(string title, IReadOnlyList<ClaimResult> results) =>
        new(
            title,
            [
                Column.Text("claim"),
                Column.Text("architecture"),
                Column.Text("networks"),
                new("R - S", 3, 2 * ReportPlot.ShareTolerance),
                new("low", 3, 2 * ReportPlot.ShareTolerance),
                new("high", 3, 2 * ReportPlot.ShareTolerance),
                Column.Text("predicted"),
                Column.Text("verdict"),
            ],
            [
                .. results.Select(r =>
                    new object?[]
                    {
                        r.Claim.Id,
                        r.Architecture,
                        r.Row.Label,
                        r.Row.Difference.Estimate,
                        r.Row.Difference.Low,
                        r.Row.Difference.High,
                        r.Claim.PredictedSign == Sign.Positive ? "above 0" : "below 0",
                        r.Verdict.ToString(),
                    }
                ),
            ],
            [string.Create(CultureInfo.InvariantCulture, $"low, high: {DecisionRule.Confidence:0%} interval.")]
        );
}
