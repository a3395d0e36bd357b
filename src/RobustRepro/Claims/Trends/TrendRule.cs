using RobustRepro.Attacks;

namespace RobustRepro.Claims.Trends;

/// <summary>How a verdict on a series of networks comes about; docs/published.md gives the reasons. It was fixed before
/// the series were looked at.</summary>
internal static class TrendRule
{
    /// <summary>A trend counts up to this p.</summary>
    public const double Alpha = 0.05;

    /// <summary>With fewer networks, one per eps, no order has a p below <see cref="Alpha"/>.</summary>
    public const int FewestNetworks = 5;

    /// <summary>The smallest p that runs of these numbers per eps can have: two orders of all.</summary>
    public static double SmallestP(IEnumerable<int> runs)
    {
        double ways = 1;
        int placed = 0;
        foreach (int count in runs)
            for (int i = 1; i <= count; i++)
                ways = ways * ++placed / i;
        return 2 / ways;
    }

    public const string Text =
        "A series is S, trained at eps 0, and R at growing eps, one network each. Kendall's tau between eps and the "
        + "measure, exact and two-sided at 0.05. Negligible: every R differs from S by less than 0.05, whatever the "
        + "trend; supported, contradicted: p at most 0.05 and tau with the predicted sign, or the other; "
        + "inconclusive: otherwise; undecidable: fewer than five networks. The numbers of single networks have no "
        + "interval. Beside an inconclusive verdict stands the tau that would have decided; no number of runs does, "
        + "since single networks do not tell how runs of one eps differ.";

    /// <summary>The rule for networks that were measured here: there may be several runs per eps, and each claim has
    /// its smallest effect of interest.</summary>
    public const string OfRuns =
        "A series is S, trained at eps 0, and R at growing eps, one run each or several. Kendall's tau between eps and "
        + "the measure of each run, by permutation of the runs (with several per eps the test of Jonckheere and "
        + "Terpstra), two-sided at 0.05. Negligible: at every eps the mean of R differs from that of S by less than "
        + "the claim's smallest effect of interest, whatever the trend; supported, contradicted: p at most 0.05 and "
        + "tau with the predicted sign, or the other; inconclusive: otherwise; undecidable: so few runs that no order "
        + "has such a p. Beside an inconclusive verdict stands the tau that would have decided. Claims are not "
        + "corrected for their number.";

    /// <summary>The eps whose R stands beside S, and beside other trainings, in a sentence: the paper's own for L2, the
    /// usual one for Linf (of 255).</summary>
    public static double ComparedEps(Norm norm) => norm == Norm.L2 ? 3 : 4;
}
