using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>How every claim is judged: what was read of each pair becomes rows, verdicts and tables.</summary>
internal static class ClaimJudge
{
    public static ClaimResult Judge(Claim claim, string study, string architecture, IReadOnlyList<NetworkPair> pairs)
    {
        if (pairs.Count == 0)
            throw new ArgumentException("a claim needs at least one pair of networks", nameof(pairs));
        (NetworkPair Pair, Measured Measured)[] measured =
        [
            .. pairs.Select(p => (p, claim.Read(p.Standard, p.Robust))),
        ];
        List<ClaimRow> rows = [.. measured.Select(m => Row(claim, m.Pair.Label, [m.Measured]))];
        if (pairs.Count > 1)
            rows.Add(Row(claim, "pooled", [.. measured.Select(m => m.Measured)]));

        string where = $"{architecture} on {study}";
        List<ResultTable> details = [ClaimTables.Details(claim, where, measured)];
        SensitivityRow[] others = [.. Sensitivity([.. measured.Select(m => m.Measured)])];
        if (others.Length > 0)
            details.Add(ClaimTables.Sensitivity(claim, where, others));
        return new(claim, study, architecture, rows, ClaimTables.Result(claim, where, rows), details)
        {
            Pairs = pairs,
            OtherChoices = [.. others.Select(o => o.WouldBe(claim.PredictedSign))],
        };
    }

    private static ClaimRow Row(Claim claim, string label, IReadOnlyList<Measured> measured)
    {
        double standard = measured.Average(m => m.Primary.Standard.Value),
            robust = measured.Average(m => m.Primary.Robust.Value);
        Interval difference = Bootstrap.Pooled([.. measured.Select(m => (m.Primary.Standard, m.Primary.Robust))]);
        string? invalid = measured.Select(m => m.Invalid).FirstOrDefault(r => r is not null);
        return new(
            label,
            standard,
            robust,
            difference,
            invalid is null ? difference.Decide(claim.PredictedSign) : Verdict.Undecidable,
            invalid
        );
    }

    /// <summary>The pooled measure under other choices.</summary>
    private static IEnumerable<SensitivityRow> Sensitivity(IReadOnlyList<Measured> measured)
    {
        for (int i = 0; i < measured[0].Variants.Count; i++)
        {
            Comparison[] pairs = [.. measured.Select(m => m.Variants[i].Comparison)];
            yield return new(
                measured[0].Variants[i].Label,
                pairs.Average(p => p.Standard.Value),
                pairs.Average(p => p.Robust.Value),
                Bootstrap.Pooled([.. pairs.Select(p => (p.Standard, p.Robust))]),
                measured.Select(m => m.Variants[i].Invalid).FirstOrDefault(r => r is not null)
            );
        }
        if (measured.Any(m => m.OverImages.Count == 0))
            yield break;
        double[] differences =
        [
            .. Enumerable
                .Range(0, measured[0].OverImages.Count)
                .Select(i => measured.Average(m => m.OverImages[i].Robust - m.OverImages[i].Standard)),
        ];
        double standard = measured.Average(m => m.Primary.Standard.Value),
            robust = measured.Average(m => m.Primary.Robust.Value);
        yield return new(
            "resampling images alone",
            standard,
            robust,
            Bootstrap.Percentile(robust - standard, differences)
        );
    }
}
