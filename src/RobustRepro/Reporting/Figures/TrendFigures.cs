using System.Globalization;
using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>A claim's measure over eps: every architecture, both norms, other trainings beside them, and people where
/// they are on record. A drawing per measure, since different measures share no axis.</summary>
internal static class TrendFigures
{
    private const double Gap = 1.6,
        GroupWidth = 2.5;

    private const int Width = 1000,
        Height = 460;

    /// <param name="results">Every series of one claim.</param>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<TrendResult> results) =>
        [
            .. results
                .Select(r => r.Series.Quantity)
                .Distinct()
                .Select(
                    (quantity, i) =>
                        Create($"{results[0].Claim.Id}-over-eps{(i == 0 ? "" : $"-{i + 1}")}", quantity, results)
                ),
        ];

    private static Figure Create(string id, string quantity, IReadOnlyList<TrendResult> results)
    {
        // a measure that decides for one architecture may be a choice for another
        (TrendResult Result, TrendSeries Series)[] drawn =
        [
            .. from result in results
            from series in result.Choices.Prepend(result.Series)
            where series.Quantity == quantity
            select (result, series),
        ];
        OtherTraining[] others =
        [
            .. drawn.Where(d => d.Series == d.Result.Series).SelectMany(d => d.Result.Others).DistinctBy(o => o.Name),
        ];
        string[] architectures = [.. drawn.Select(d => d.Result.Architecture).Distinct()];
        double? people = drawn.Select(d => d.Series.People).FirstOrDefault(p => p is not null);
        string title = $"{results[0].Claim.Id}: {quantity}, over eps";
        Plot plot = ReportPlot.Create(title);
        double top = Math.Max(
            drawn.SelectMany(d => d.Series.Points).Select(p => p.Value).Concat(others.Select(o => o.Value)).Max(),
            people ?? 0
        );
        List<(double At, string Label)> ticks = [];
        double at = 0;
        foreach (Norm norm in drawn.Select(d => d.Result.Norm).Distinct().Order())
        {
            (TrendResult, TrendSeries Series)[] ofNorm = [.. drawn.Where(d => d.Result.Norm == norm)];
            double[] doses = [.. ofNorm.SelectMany(d => d.Series.Points).Select(p => p.Eps).Distinct().Order()];
            foreach ((TrendResult result, TrendSeries series) in ofNorm)
                Draw(
                    plot,
                    series,
                    p => at + Array.IndexOf(doses, p),
                    Array.IndexOf(architectures, result.Architecture)
                );
            ticks.AddRange(doses.Select((eps, i) => (at + i, eps.ToString("0.##", CultureInfo.InvariantCulture))));
            Head(plot, at, norm == Norm.L2 ? "L2, eps" : "Linf, eps (of 255)", top);
            at += doses.Length - 1 + Gap;
        }
        if (others.Length > 0)
        {
            Head(plot, at, "trained without attacks", top);
            foreach (IGrouping<string, OtherTraining> group in others.GroupBy(o => o.Group))
            {
                Draw(plot, [.. group.Select(o => o.Value).Order()], at);
                ticks.Add((at + GroupWidth / 2 - 0.4, group.Key.Replace(' ', '\n')));
                at += GroupWidth;
            }
        }
        if (people is { } value)
        {
            plot.Add.HorizontalLine(value, 2, Color.FromHex(ReportColors.Human), LinePattern.Dashed);
            plot.Legend.ManualItems.Add(Entry("people", ReportColors.Human, MarkerShape.None, 2));
        }
        plot.Legend.ManualItems.Insert(0, Entry("S, eps 0", ReportColors.Standard, MarkerShape.FilledCircle, 0));
        for (int i = 0; i < architectures.Length; i++)
            plot.Legend.ManualItems.Insert(
                i + 1,
                Entry($"R, {architectures[i]}", ColorOf(i), MarkerShape.FilledSquare, 2)
            );
        plot.Axes.Bottom.SetTicks([.. ticks.Select(t => t.At)], [.. ticks.Select(t => t.Label)]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickLabelStyle.FontSize = ReportPlot.TextSize - 2;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Axes.SetLimits(-0.6, at - 0.4, 0, 1.14 * top);
        plot.YLabel(quantity);
        plot.ShowLegend(Edge.Bottom);
        return new(
            id,
            title,
            (
                drawn.Any(d => d.Series.HasRuns) ? "Means over runs, each run an open circle"
                : results[0].IsMeasured ? "A point per network"
                : "A point per published network"
            )
                + ": S in blue at eps 0, R by the eps it was trained against (evenly spaced, not to scale)."
                + (others.Length > 0 ? " Grey: networks of the architecture trained without attacks, by group." : "")
                + (people is null ? "" : " Dashed: people."),
            Table(title, quantity, drawn, others, people),
            ReportPlot.ToSvg(plot, id, Width, Height)
        );
    }

    private static void Draw(Plot plot, TrendSeries series, Func<double, double> position, int architecture)
    {
        Color color = Color.FromHex(ColorOf(architecture));
        double[] across = [.. series.Means.Select(p => position(p.Eps))],
            values = [.. series.Means.Select(p => p.Value)];
        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(across, values, color);
        line.LineWidth = 2.5f;
        line.MarkerShape = MarkerShape.FilledSquare;
        line.MarkerSize = 8;
        plot.Add.Marker(
            position(series.Points[0].Eps),
            series.Standard,
            MarkerShape.FilledCircle,
            11,
            Color.FromHex(ReportColors.Standard)
        );
        if (!series.HasRuns)
            return;
        foreach (TrendPoint run in series.Points)
        {
            ScottPlot.Plottables.Marker mark = plot.Add.Marker(
                position(run.Eps),
                run.Value,
                MarkerShape.OpenCircle,
                7,
                run.Eps == series.Points[0].Eps ? Color.FromHex(ReportColors.Standard) : color
            );
            mark.MarkerStyle.LineWidth = 1.5f;
        }
    }

    /// <summary>A group of other trainings, side by side by value, so that none hides another.</summary>
    private static void Draw(Plot plot, double[] values, double at)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double across = values.Length == 1 ? 0.5 : i / (values.Length - 1.0);
            ScottPlot.Plottables.Marker mark = plot.Add.Marker(
                at + across * (GroupWidth - 0.8),
                values[i],
                MarkerShape.OpenCircle,
                8,
                Color.FromHex(ReportColors.Other)
            );
            mark.MarkerStyle.LineWidth = 1.8f;
        }
    }

    /// <summary>Words over a part of the axis.</summary>
    private static void Head(Plot plot, double at, string text, double top)
    {
        ScottPlot.Plottables.Text words = plot.Add.Text(text, at - 0.4, 1.12 * top);
        words.LabelFontSize = ReportPlot.TextSize;
        words.LabelFontColor = Color.FromHex(ReportColors.Other);
    }

    private static string ColorOf(int architecture) =>
        architecture == 0
            ? ReportColors.Robust
            : ReportColors.FurtherSeries[(architecture - 1) % ReportColors.FurtherSeries.Count];

    private static LegendItem Entry(string text, string color, MarkerShape marker, float line) =>
        new()
        {
            LabelText = text,
            MarkerShape = marker,
            MarkerSize = 9,
            MarkerColor = Color.FromHex(color),
            LineWidth = line,
            LineColor = Color.FromHex(color),
            LinePattern = marker == MarkerShape.None ? LinePattern.Dashed : LinePattern.Solid,
        };

    private static ResultTable Table(
        string title,
        string quantity,
        IEnumerable<(TrendResult Result, TrendSeries Series)> drawn,
        OtherTraining[] others,
        double? people
    ) =>
        new(
            title,
            [Column.Text("group"), Column.Text("eps"), Column.Text("network"), new(quantity, 3)],
            [
                .. drawn.SelectMany(d =>
                    d.Series.Points.Select(p =>
                        (object?[])
                            [
                                d.Result.Networks,
                                p.Eps.ToString("0.##", CultureInfo.InvariantCulture),
                                p.Network,
                                p.Value,
                            ]
                    )
                ),
                .. others.Select(o => (object?[])[o.Group, null, o.Name, o.Value]),
                .. people is { } value
                    ?
                    [
                        ["people", null, null, value],
                    ]
                    : Array.Empty<object?[]>(),
            ],
            []
        );
}
