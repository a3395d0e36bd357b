using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Verification;

/// <summary>
/// The control for accuracy: adversarial training costs clean accuracy, and a less accurate network might differ from S
/// for that alone. Here each R is compared with an S that was stopped at R's clean accuracy. A verdict that changes
/// rests on accuracy, or on how far training went, at least in part.
/// </summary>
public static class AccuracyMatchedControl
{
    /// <summary>How well accuracy is matched, where it was measured, and the verdicts; none where a study has no such
    /// networks.</summary>
    public static IReadOnlyList<ResultTable> Tables(VerificationResult verification) =>
        verification.AccuracyMatched.Count == 0
            ? []
            :
            [
                .. Accuracies(verification) is { Rows.Count: > 0 } accuracies
                    ? [accuracies]
                    : Array.Empty<ResultTable>(),
                Verdicts(verification),
            ];

    private static ResultTable Accuracies(VerificationResult verification) =>
        new(
            $"clean accuracy of S stopped at R's, and of R, {verification.Study.Name}",
            [
                Column.Text("architecture"),
                Column.Text("networks"),
                new("matched S", 3, 0.015),
                new("R", 3, 0.015),
                new("R - S", 3, 0.03),
                new("low", 3, 0.03),
                new("high", 3, 0.03),
            ],
            [
                .. from matched in verification.Networks
                from pair in matched.Value.Matched
                where
                    pair.Standard.Decisions.ContainsKey(StimulusName.Intact)
                    && pair.Robust.Decisions.ContainsKey(StimulusName.Intact)
                select AccuracyRow(matched.Key, pair),
            ],
            [
                "On the test images that claims are decided on. S was stopped by its accuracy on validation "
                    + "images, at the first look at which it reached R's, so that it can miss by a little here.",
            ]
        );

    private static object?[] AccuracyRow(string architecture, NetworkPair pair)
    {
        RatioSample standard = pair.Standard.Decisions[StimulusName.Intact].Accuracy,
            robust = pair.Robust.Decisions[StimulusName.Intact].Accuracy;
        Interval difference = Bootstrap.Difference(standard, robust);
        return
        [
            architecture,
            pair.Label,
            standard.Value,
            robust.Value,
            difference.Estimate,
            difference.Low,
            difference.High,
        ];
    }

    /// <summary>A row per claim and architecture.</summary>
    private static ResultTable Verdicts(VerificationResult verification) =>
        new(
            $"S stopped at R's clean accuracy, against R, {verification.Study.Name}",
            [
                Column.Text("claim"),
                Column.Text("architecture"),
                new("matched S", 3, 0.04),
                new("R", 3, 0.04),
                new("R - S", 3, 0.08),
                new("low", 3, 0.08),
                new("high", 3, 0.08),
                new("detectable", 3, 0.08),
                new("runs needed", 0, 8),
                new("images needed", 0, 1000),
                Column.Text("verdict"),
                Column.Text("with S trained to the end"),
            ],
            [.. verification.AccuracyMatched.Select(m => Row(m, TrainedToTheEnd(m, verification)))],
            [
                "The last verdict is that of all R against S trained to the end. Where the two "
                    + "differ, it rests on accuracy, or on how far training went, at least in part.",
            ]
        );

    /// <summary>How many verdicts are the same as with S trained to the end.</summary>
    public static int Unchanged(VerificationResult verification) =>
        verification.AccuracyMatched.Count(m => TrainedToTheEnd(m, verification).Verdict == m.Verdict);

    private static object?[] Row(ClaimResult matched, ClaimRow full)
    {
        ClaimRow row = matched.Row;
        return
        [
            matched.Claim.Id,
            matched.Architecture,
            row.Standard,
            row.Robust,
            row.Difference.Estimate,
            row.Difference.Low,
            row.Difference.High,
            .. ClaimTables.WouldDecide(row),
            VerdictText.Short(row),
            VerdictText.Short(full),
        ];
    }

    private static ClaimRow TrainedToTheEnd(ClaimResult matched, VerificationResult verification) =>
        verification.Results.Single(r => r.Claim == matched.Claim && r.Architecture == matched.Architecture).Row;
}
