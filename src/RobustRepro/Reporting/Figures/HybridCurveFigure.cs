using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>How often each network goes by the coarse image of a hybrid, against the cut-off between coarse and
/// fine.</summary>
internal static class HybridCurveFigure
{
    public static Figure Create(string id, string title, IReadOnlyList<NetworkPair> pairs)
    {
        (double X, double Y)[][] standard = [.. pairs.Select(p => Curve(p.Standard))],
            robust = [.. pairs.Select(p => Curve(p.Robust))];
        IReadOnlyList<double> cutOffs = StimulusName.HybridCutOffs;
        Plot plot = ReportPlot.Create(title);
        plot.Add.HorizontalLine(0.5, 1, Colors.Gray, LinePattern.Dashed);
        Curves.Draw(plot, standard, robust);
        return new(
            id,
            title,
            "Of the decisions for either image of hybrids, the share for the one that gives the low "
                + "frequencies. Where a line crosses one half, the network changes sides: the further right, "
                + "the coarser what it still goes by.",
            Curves.Table(title, "cut-off", [.. pairs.Select(p => p.Label)], standard, robust),
            Curves.ToSvg(
                plot,
                id,
                [.. cutOffs.Select(c => (c, c.ToString("0.#", CultureInfo.InvariantCulture)))],
                (cutOffs[0] - 0.1, cutOffs[^1] + 0.1),
                "Gaussian cut-off, pixels",
                "decisions for the coarse image"
            )
        );
    }

    private static (double X, double Y)[] Curve(NetworkMeasurements network) =>
        [
            .. StimulusName.HybridCutOffs.Select(c =>
                (c, ShapeBias.Sample(network.Decisions[StimulusName.Hybrid(c)]).Value)
            ),
        ];
}
