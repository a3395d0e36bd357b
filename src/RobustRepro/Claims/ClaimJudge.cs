using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>How every claim is judged: what was read of the runs becomes a verdict and tables.</summary>
internal static class ClaimJudge
{
    public static ClaimResult Judge(Claim claim, string study, string architecture, Runs runs, string? label)
    {
        if (runs.Standard.Count == 0 || runs.Robust.Count == 0)
            throw new ArgumentException("a claim needs at least one S and one R", nameof(runs));
        Measured measured = claim.Read(runs);
        Sign predicted = claim.PredictedSign;
        bool single = runs.Standard.Count == 1 && runs.Robust.Count == 1;
        ClaimRow row = RowJudge.Judge(single ? label : null, [measured.Primary], predicted, measured.Invalid);
        (Variant Choice, ClaimRow Row)[] choices =
        [
            .. measured.Variants.Select(v => (v, RowJudge.Judge(null, [v.Comparison], predicted, v.Invalid))),
        ];
        string where = $"{architecture} on {study}";
        List<ResultTable> details =
        [
            ClaimTables.Details(claim, where, measured),
            ClaimTables.PerRun(claim, where, runs, measured.Primary),
        ];
        if (choices.Length > 0)
            details.Add(ClaimTables.Sensitivity(claim, where, choices));
        return new(claim, study, architecture, row, ClaimTables.Result(claim, where, row), details)
        {
            Runs = runs,
            Measured = measured,
            Doubts = measured.Doubts,
            OtherChoices = [.. choices.Select(c => c.Row.Verdict)],
        };
    }
}
