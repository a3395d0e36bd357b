using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>Accuracy of S and of R on several stimulus sets: a pair of bars per set, with Wilson's interval and a dot
/// per seed.</summary>
internal static class AccuracyBarsFigure
{
    private const double Offset = 0.2,
        BarWidth = 0.36;

    /// <param name="sets">Names of stimulus sets; those that a network was not shown are left out.</param>
    public static Figure Create(
        string id,
        string title,
        IReadOnlyList<NetworkPair> pairs,
        IReadOnlyList<StimulusName> sets
    )
    {
        StimulusName[] shown =
        [
            .. sets.Where(set =>
                pairs.All(p => p.Standard.Decisions.ContainsKey(set) && p.Robust.Decisions.ContainsKey(set))
            ),
        ];
        if (shown.Length == 0 || pairs.Count == 0)
            throw new ArgumentException($"no network was shown any of {string.Join(", ", sets)}", nameof(sets));

        Plot plot = ReportPlot.Create(title);
        var rows = new List<object?[]>();
        Draw(plot, rows, shown, pairs, "S", "S, standard", p => p.Standard, -Offset, ObserverGroup.Standard);
        Draw(plot, rows, shown, pairs, "R", "R, adversarially trained", p => p.Robust, Offset, ObserverGroup.Robust);
        ReportPlot.ChanceLine(plot, 1.0 / pairs[0].Standard.Decisions[shown[0]].Categories.Count);
        plot.Axes.Bottom.SetTicks(
            [.. shown.Select((_, i) => (double)i)],
            [.. shown.Select(s => s.Text.Replace('-', '\n'))]
        );
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        ReportPlot.ShareAxis(plot.Axes.Left);
        plot.Axes.SetLimits(-0.6, shown.Length - 0.4, 0, 1.05);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.YLabel("accuracy");
        plot.ShowLegend(Edge.Bottom);
        return new(
            id,
            title,
            "Share of images answered correctly per stimulus set. Error bars: 95% interval over images (Wilson)"
                + (pairs.Count > 1 ? $", {pairs.Count} seeds together; dots: each seed." : "."),
            new(
                title,
                [
                    Column.Text("set"),
                    Column.Text("network"),
                    Column.Text("seed"),
                    new("accuracy", 3, ReportPlot.ShareTolerance),
                    new("low", 3, ReportPlot.ShareTolerance),
                    new("high", 3, ReportPlot.ShareTolerance),
                    new("images", 0),
                ],
                [.. rows.OrderBy(r => Array.FindIndex(shown, s => s.Text == (string)r[0]!))],
                ["low, high: 95% interval over images (Wilson 1927); it says nothing about other seeds."]
            ),
            ReportPlot.ToSvg(plot, id, Math.Max(480, 150 + 120 * shown.Length), 420)
        );
    }

    private static void Draw(
        Plot plot,
        List<object?[]> rows,
        StimulusName[] sets,
        IReadOnlyList<NetworkPair> pairs,
        string name,
        string label,
        Func<NetworkPair, NetworkMeasurements> network,
        double offset,
        ObserverGroup group
    )
    {
        Color color = ReportPlot.ColorOf(group);
        Interval[] intervals =
        [
            .. sets.Select(set => WilsonInterval.Of(Together([.. pairs.Select(p => network(p).Decisions[set])]))),
        ];
        double[] x = [.. sets.Select((_, i) => i + offset)],
            y = [.. intervals.Select(i => i.Estimate)];
        Bar[] bars =
        [
            .. x.Zip(
                y,
                (p, v) =>
                    new Bar
                    {
                        Position = p,
                        Value = v,
                        Size = BarWidth,
                        FillColor = color.Lighten(0.2),
                        LineWidth = 0,
                    }
            ),
        ];
        plot.Add.Bars(bars).LegendText = label;
        var errors = new ScottPlot.Plottables.ErrorBar(
            x,
            y,
            null,
            null,
            [.. intervals.Select(i => i.Estimate - i.Low)],
            [.. intervals.Select(i => i.High - i.Estimate)]
        )
        {
            Color = Color.FromHex(ReportColors.Text),
            LineWidth = 1.5f,
        };
        plot.PlottableList.Add(errors);
        for (int s = 0; s < sets.Length; s++)
        {
            rows.Add([
                sets[s].Text,
                name,
                pairs.Count > 1 ? "all" : pairs[0].Label,
                y[s],
                intervals[s].Low,
                intervals[s].High,
                pairs.Sum(p => network(p).Decisions[sets[s]].Count),
            ]);
            if (pairs.Count == 1)
                continue;
            for (int k = 0; k < pairs.Count; k++)
            {
                Interval seed = WilsonInterval.Of(network(pairs[k]).Decisions[sets[s]].Accuracy);
                // side by side, so that equal seeds do not hide each other
                plot.Add.Marker(
                    x[s] + (k - (pairs.Count - 1) / 2.0) * BarWidth / (pairs.Count + 1),
                    seed.Estimate,
                    MarkerShape.OpenCircle,
                    6,
                    Color.FromHex(ReportColors.Text)
                );
                rows.Add([
                    sets[s].Text,
                    name,
                    pairs[k].Label,
                    seed.Estimate,
                    seed.Low,
                    seed.High,
                    network(pairs[k]).Decisions[sets[s]].Count,
                ]);
            }
        }
    }

    private static RatioSample Together(IReadOnlyList<Decisions> seeds) =>
        new([.. seeds.SelectMany(d => d.Accuracy.Numerators)], [.. seeds.SelectMany(d => d.Accuracy.Denominators)]);
}
