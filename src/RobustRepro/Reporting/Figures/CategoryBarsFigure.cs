using ScottPlot;
using static RobustRepro.Reporting.Figures.CategoryBarsPanels;

namespace RobustRepro.Reporting.Figures;

/// <summary>
/// What the units of each layer detect, S above R, a panel per IoU threshold: at the left how many units are detectors,
/// stacked by category of concept; at the right the shares of the categories among them.
/// </summary>
internal static class CategoryBarsFigure
{
    private const int PanelGap = 14;

    /// <param name="id">Of the figure on its page.</param>
    /// <param name="title">Over the figure and its table.</param>
    /// <param name="standard">Per layer and threshold, in any order; layers are drawn in the order in which they first
    /// occur.</param>
    /// <param name="robust">The same of R.</param>
    public static Figure Create(
        string id,
        string title,
        IReadOnlyList<DetectorTally> standard,
        IReadOnlyList<DetectorTally> robust
    )
    {
        DetectorTally[] all = [.. standard, .. robust];
        string[] layers = [.. all.Select(t => t.Layer).Distinct()];
        double[] thresholds = [.. all.Select(t => t.Threshold).Distinct().Order()];
        (string Category, string Color)[] categories =
        [
            .. ReportColors.OfCategories(all.SelectMany(t => t.Detectors.Where(d => d.Value > 0).Select(d => d.Key))),
        ];

        ReportFonts.Register();
        int panel = PanelGap + Heading + (int)(LayerStep * BarStep * Math.Max(1, layers.Length)) + AxisHeight;
        int height = Panels.TitleHeight + panel * Math.Max(1, thresholds.Length) + Panels.LegendHeight + 8;
        var drawn = new List<(Plot, PixelRect)>();
        var shown = new List<CategoryBar>();
        foreach ((int row, double threshold) in thresholds.Index())
        {
            float top = Panels.TitleHeight + row * panel;
            CategoryBar[] bars =
            [
                .. layers.SelectMany(layer =>
                    new CategoryBar[]
                    {
                        new(layer, ObserverGroup.Standard, Find(standard, layer, threshold)),
                        new(layer, ObserverGroup.Robust, Find(robust, layer, threshold)),
                    }
                ),
            ];
            shown.AddRange(bars);
            drawn.Add((Counts(bars, categories, threshold), new(0, Width - ShareWidth, top + panel, top + PanelGap)));
            drawn.Add((Shares(bars, categories), new(Width - ShareWidth, Width, top + panel, top + PanelGap)));
        }
        if (thresholds.Length == 0)
        {
            Plot empty = ReportPlot.Create("");
            ReportPlot.Say(empty, "no layers were dissected");
            drawn.Add((empty, new(0, Width, Panels.TitleHeight + panel, Panels.TitleHeight)));
        }
        return new(
            id,
            title,
            "Left: how many units of each layer detect a concept, by category of the concept, and of how "
                + "many units. Right: the same bars stretched to one length, with the share of each category "
                + "among the detectors. "
                + "Warm colours are low-level concepts, cool ones parts, objects and scenes.",
            CategoryBarsTable.Create(title, shown, categories),
            Panels.ToSvg(
                id,
                title,
                Width,
                height,
                drawn,
                [.. categories.Select(c => (c.Category, Color.FromHex(c.Color)))]
            )
        );
    }

    private static DetectorTally? Find(IReadOnlyList<DetectorTally> tallies, string layer, double threshold) =>
        tallies.FirstOrDefault(t => t.Layer == layer && t.Threshold == threshold);
}
