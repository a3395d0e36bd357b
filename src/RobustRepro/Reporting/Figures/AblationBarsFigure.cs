using RobustRepro.Claims;
using RobustRepro.Tables;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>What each category of concepts carries: the accuracy a network loses without the units that detect it, S
/// beside R, a panel per stimulus set.</summary>
internal static class AblationBarsFigure
{
    private const int PanelHeight = 360,
        PanelGap = 10,
        LeftPadding = 76,
        RightPadding = 14,
        Heading = 30,
        AxisHeight = 76;

    private const double Offset = 0.2,
        BarWidth = 0.36;

    /// <param name="standard">Per stimulus set and category; panels and further categories are drawn in the order in
    /// which they first occur.</param>
    /// <param name="robust">The same of R.</param>
    public static Figure Create(
        string id,
        string title,
        IReadOnlyList<AblationDrop> standard,
        IReadOnlyList<AblationDrop> robust
    )
    {
        AblationDrop[] all = [.. standard, .. robust];
        string[] sets = [.. all.Select(d => d.Images).Distinct()];
        string[] categories = [.. ReportColors.OfCategories(all.Select(d => d.Category)).Select(c => c.Category)];
        (double low, double high) = Range(all);

        ReportFonts.Register();
        int panelWidth = Math.Max(430, LeftPadding + RightPadding + 66 * categories.Length);
        // sets stand side by side as long as a page is wide enough
        int columns = Math.Clamp(900 / panelWidth, 1, Math.Max(1, sets.Length)),
            rows = (Math.Max(1, sets.Length) + columns - 1) / columns;
        var drawn = new List<(Plot, PixelRect)>();
        for (int i = 0; i < Math.Max(1, sets.Length); i++)
        {
            float left = i % columns * panelWidth,
                top = Panels.TitleHeight + i / columns * PanelHeight;
            Plot plot = sets.Length == 0 ? Empty() : Panel(sets[i], categories, standard, robust, low, high);
            drawn.Add((plot, new(left, left + panelWidth, top + PanelHeight, top + PanelGap)));
        }
        return new(
            id,
            title,
            "How much a network loses of what it decides so with all units, when the units that detect concepts of one "
                + "category best are set to zero: equally many of each category and each network, beside as many "
                + "random ones. A category that a network has too few detectors of is not measured. "
                + "Under each category: how many units were set to zero over all runs, S and R."
                + (all.Any(HasInterval) ? " Error bars: 95% interval." : ""),
            Table(title, sets, categories, standard, robust),
            Panels.ToSvg(
                id,
                title,
                columns * panelWidth,
                Panels.TitleHeight + rows * PanelHeight + Panels.LegendHeight + 8,
                drawn,
                [.. new[] { ObserverGroup.Standard, ObserverGroup.Robust }.Select(g => (ReportPlot.NameOf(g), Fill(g)))]
            )
        );
    }

    private static Plot Panel(
        string images,
        string[] categories,
        IReadOnlyList<AblationDrop> standard,
        IReadOnlyList<AblationDrop> robust,
        double low,
        double high
    )
    {
        Plot plot = Create(images);
        plot.Add.HorizontalLine(0, 1.2f, Color.FromHex(ReportColors.Text), LinePattern.Solid);
        foreach ((int i, string category) in categories.Index())
        {
            Draw(plot, Find(standard, images, category), i - Offset, ObserverGroup.Standard, high - low);
            Draw(plot, Find(robust, images, category), i + Offset, ObserverGroup.Robust, high - low);
        }
        // the numbers stand in one line, below the longest name
        int lines = categories.Max(c => c.Count(l => l == ' ')) + 1;
        plot.Axes.Bottom.SetTicks(
            [.. categories.Select((_, i) => (double)i)],
            [
                .. categories.Select(c =>
                    c.Replace(' ', '\n')
                    + new string('\n', lines - c.Count(l => l == ' '))
                    + $"{Units(Find(standard, images, c))} | {Units(Find(robust, images, c))}"
                ),
            ]
        );
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            TargetTickCount = 6,
            LabelFormatter = VerdictText.Tick,
        };
        plot.Axes.SetLimits(-0.6, categories.Length - 0.4, low, high);
        plot.XLabel("units set to zero, of S | of R");
        plot.YLabel("accuracy lost");
        return plot;
    }

    private static Plot Empty()
    {
        Plot plot = Create("");
        ReportPlot.Say(plot, "no units were set to zero");
        return plot;
    }

    private static Plot Create(string heading)
    {
        Plot plot = ReportPlot.Create("");
        plot.Title(heading, 14);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Layout.Fixed(new PixelPadding(LeftPadding, RightPadding, AxisHeight, Heading));
        return plot;
    }

    private static void Draw(Plot plot, AblationDrop? drop, double x, ObserverGroup group, double span)
    {
        if (drop is null || !double.IsFinite(drop.Drop))
        {
            ScottPlot.Plottables.Text words = plot.Add.Text(
                drop is null ? "not measured" : "undefined",
                x,
                0.015 * span
            );
            words.LabelFontSize = ReportPlot.TextSize - 2;
            words.LabelFontColor = ReportPlot.ColorOf(group);
            words.LabelRotation = -90;
            words.LabelAlignment = Alignment.MiddleLeft;
            return;
        }
        plot.Add.Bar(
            new()
            {
                Position = x,
                Value = drop.Drop,
                Size = BarWidth,
                FillColor = Fill(group),
                LineWidth = 0,
            }
        );
        if (HasInterval(drop))
        {
            plot.PlottableList.Add(
                new ScottPlot.Plottables.ErrorBar(
                    [x],
                    [drop.Drop],
                    null,
                    null,
                    [drop.Drop - drop.Low],
                    [drop.High - drop.Drop]
                )
                {
                    Color = Color.FromHex(ReportColors.Text),
                    LineWidth = 1.5f,
                }
            );
        }
    }

    private static Color Fill(ObserverGroup group) => ReportPlot.ColorOf(group).Lighten(0.2);

    private static bool HasInterval(AblationDrop drop) =>
        double.IsFinite(drop.Drop) && double.IsFinite(drop.Low) && double.IsFinite(drop.High);

    private static string Units(AblationDrop? drop) => drop is null ? "–" : $"{drop.Units}";

    /// <summary>All panels have the same axis; it holds 0.</summary>
    private static (double Low, double High) Range(AblationDrop[] drops)
    {
        double[] ends = [.. drops.SelectMany(d => new[] { d.Drop, d.Low, d.High }).Where(double.IsFinite).Append(0)];
        double low = ends.Min(),
            high = ends.Max(),
            span = high > low ? high - low : 0.1;
        return (low < 0 ? low - 0.06 * span : -0.02 * span, high + 0.08 * span);
    }

    private static AblationDrop? Find(IReadOnlyList<AblationDrop> drops, string images, string category) =>
        drops.FirstOrDefault(d => d.Images == images && d.Category == category);

    private static ResultTable Table(
        string title,
        string[] sets,
        string[] categories,
        IReadOnlyList<AblationDrop> standard,
        IReadOnlyList<AblationDrop> robust
    )
    {
        var rows = new List<object?[]>();
        foreach (string images in sets)
        {
            foreach (string category in categories)
            {
                foreach (
                    (string network, AblationDrop? drop) in new[]
                    {
                        ("S", Find(standard, images, category)),
                        ("R", Find(robust, images, category)),
                    }
                )
                {
                    if (drop is not null)
                        rows.Add([images, category, network, drop.Units, drop.Drop, drop.Low, drop.High]);
                }
            }
        }
        return new(
            title,
            [
                Column.Text("images"),
                Column.Text("category"),
                Column.Text("network"),
                new("units", 0, 3),
                new("accuracy lost", 3, 2 * ReportPlot.ShareTolerance),
                new("low", 3, 2 * ReportPlot.ShareTolerance),
                new("high", 3, 2 * ReportPlot.ShareTolerance),
            ],
            rows,
            [
                "Share of the images decided so with all units that are not without the category's best detectors; "
                    + "low, high: its 95% interval.",
            ]
        );
    }
}
