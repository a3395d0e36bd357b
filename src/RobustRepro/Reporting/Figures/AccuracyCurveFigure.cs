using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using ScottPlot;

namespace RobustRepro.Reporting.Figures;

/// <summary>Accuracy against the strength of the attack, S and R: thick lines for the mean over seeds, thin ones for
/// each seed.</summary>
internal static class AccuracyCurveFigure
{
    public static Figure Create(string id, string title, IReadOnlyList<NetworkPair> pairs)
    {
        if (pairs.Count == 0)
            throw new ArgumentException("a curve needs a pair of networks", nameof(pairs));
        (double X, double Y)[][] standard = [.. pairs.Select(p => Curve(p.Standard))],
            robust = [.. pairs.Select(p => Curve(p.Robust))];
        double[] eps = [.. standard[0].Select(p => p.X)];
        if (standard.Concat(robust).Any(c => !c.Select(p => p.X).SequenceEqual(eps)))
            throw new ArgumentException(
                "all networks of a curve must have been attacked with the same eps",
                nameof(pairs)
            );

        Plot plot = ReportPlot.Create(title);
        ReportPlot.ChanceLine(plot, 1.0 / pairs[0].Standard.UnderAttack[0].Answers.Categories.Count);
        Curves.Draw(plot, standard, robust);
        return new(
            id,
            title,
            pairs.Count > 1
                ? $"Share of test images still answered correctly after an attack of each strength. Thick: "
                    + $"mean of {pairs.Count} seeds; thin: each seed."
                : "Share of test images still answered correctly after an attack of each strength.",
            Curves.Table(
                title,
                "eps",
                [.. pairs.Select(p => p.Label)],
                standard,
                robust,
                "eps 0: clean accuracy on the same images."
            ),
            Curves.ToSvg(
                plot,
                id,
                [.. eps.Select(e => (e, e == 0 ? "0\nclean" : e.ToString("0.##", CultureInfo.InvariantCulture)))],
                (-0.03 * eps[^1], 1.03 * eps[^1]),
                "eps of the attack (L2)",
                "accuracy"
            )
        );
    }

    /// <summary>With the clean accuracy, on the images that were attacked, at eps 0.</summary>
    private static (double X, double Y)[] Curve(NetworkMeasurements network)
    {
        if (network.UnderAttack.Count == 0)
            throw new ArgumentException($"{network.Name} was not attacked", nameof(network));
        IEnumerable<(double, double)> attacked = network.UnderAttack.Select(a =>
            ((double)a.Eps, a.Answers.Accuracy.Value)
        );
        if (
            network.UnderAttack[0].Eps == 0
            || !network.Decisions.TryGetValue(StimulusName.Intact, out Decisions? intact)
        )
            return [.. attacked];
        int count = Math.Min(intact.Count, network.UnderAttack[0].Answers.Count);
        return [(0, intact.Take(count).Accuracy.Value), .. attacked];
    }
}
