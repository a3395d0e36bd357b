using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>A judged claim as tables: what snapshots record.</summary>
internal static class ClaimTables
{
    /// <param name="where">Architecture and study, for titles.</param>
    public static ResultTable Result(Claim claim, string where, ClaimRow row) =>
        new(
            $"{claim.Id}: {claim.Quantity}, {where}",
            [Column.Text("networks"), .. Networks(claim), .. Bounds(claim), .. Power(claim), Column.Text("verdict")],
            [
                [
                    row.Label,
                    row.Standard,
                    row.Robust,
                    .. Cells(row.Difference),
                    row.SmallestEffect,
                    .. WouldDecide(row),
                    VerdictText.Short(row),
                ],
            ],
            row.Reason is null ? [] : [$"{row.Label}: undecidable, {row.Reason}"]
        )
        {
            CommonNotes = [$"Prediction: {claim.Text.Prediction}", DecisionRule.Text],
        };

    /// <summary>What is reported beside the primary measure, each quantity with its interval.</summary>
    public static ResultTable Details(Claim claim, string where, Measured measured) =>
        new(
            $"{claim.Id}: also reported, {where}",
            [
                Column.Text("quantity"),
                .. Networks(claim),
                .. Bounds(claim),
                new(measured.Primary.Standard.Runs[0].Over == SampledOver.Units ? "units" : "images", 0, 40),
            ],
            [
                .. measured.AlsoReported.Select(c =>
                {
                    ClaimRow row = RowJudge.Judge(null, [c], claim.PredictedSign);
                    return (object?[])
                        [
                            c.Quantity,
                            row.Standard,
                            row.Robust,
                            .. Cells(row.Difference),
                            (int)c.Standard.Runs.Concat(c.Robust.Runs).Max(r => r.Denominators.Sum()),
                        ];
                }),
            ],
            []
        );

    /// <summary>The primary measure of every network, so that each number can be traced to a weight file.</summary>
    public static ResultTable PerRun(Claim claim, string where, Runs runs, Comparison primary) =>
        new(
            $"{claim.Id}: run by run, {where}",
            [Column.Text("network"), Column.Text("arm"), new(claim.Quantity, 3, claim.Tolerance)],
            [.. Rows(runs.Standard, primary.Standard, "S"), .. Rows(runs.Robust, primary.Robust, "R")],
            []
        );

    public static ResultTable Sensitivity(
        Claim claim,
        string where,
        IReadOnlyList<(Variant Choice, ClaimRow Row)> choices
    ) =>
        new(
            $"{claim.Id}: sensitivity, {where}",
            [Column.Text("choice"), .. Networks(claim), .. Bounds(claim), Column.Text("would be")],
            [
                .. choices.Select(c =>
                    (object?[])
                        [
                            c.Choice.Label,
                            c.Row.Standard,
                            c.Row.Robust,
                            .. Cells(c.Row.Difference),
                            c.Row.Verdict.ToString(),
                        ]
                ),
            ],
            [
                "Over all runs. Only the primary measure decides; these rows show what hangs on its choices.",
                .. choices
                    .Where(c => c.Row.Reason is not null)
                    .Select(c => $"{c.Choice.Label}: undecidable, {c.Row.Reason}"),
            ]
        );

    /// <summary>What is not a number has an empty cell.</summary>
    internal static double? OrNull(double value) => double.IsNaN(value) ? null : value;

    internal static object?[] Cells(Interval difference) => [difference.Estimate, difference.Low, difference.High];

    /// <summary>Cells: the detectable effect, and the runs and images needed.</summary>
    internal static object?[] WouldDecide(ClaimRow row) =>
        [OrNull(row.Detectable), row.Needed?.Runs, row.Needed?.Images];

    private static IEnumerable<object?[]> Rows(IReadOnlyList<NetworkMeasurements> networks, Arm arm, string name) =>
        networks.Select((network, i) => (object?[])[network.Name, name, arm.Values[i]]);

    private static Column[] Networks(Claim claim) =>
        [
            new("S", 3, claim.Tolerance) { Role = ColumnRole.Standard },
            new("R", 3, claim.Tolerance) { Role = ColumnRole.Robust },
            new("R - S", 3, 2 * claim.Tolerance) { Role = ColumnRole.Difference },
        ];

    private static Column[] Bounds(Claim claim) =>
        [new("low", 3, 2 * claim.Tolerance), new("high", 3, 2 * claim.Tolerance)];

    private static Column[] Power(Claim claim) =>
        [
            new("smallest", 3, claim.Tolerance),
            new("detectable", 3, 2 * claim.Tolerance),
            // far more than a few flipped images can change
            new("runs needed", 0, 8),
            new("images needed", 0, 1000),
        ];
}
