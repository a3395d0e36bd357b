using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>A judged claim as tables: what snapshots record.</summary>
internal static class ClaimTables
{
    /// <param name="where">Architecture and study, for titles.</param>
    public static ResultTable Result(Claim claim, string where, IReadOnlyList<ClaimRow> rows) =>
        new(
            $"{claim.Id}: {claim.Quantity}, {where}",
            [Column.Text("networks"), .. Networks(claim), .. Bounds(claim), Column.Text("verdict")],
            [
                .. rows.Select(r =>
                    (object?[])[r.Label, r.Standard, r.Robust, .. Cells(r.Difference), r.Verdict.ToString()]
                ),
            ],
            [.. rows.Where(r => r.Reason is not null).Select(r => $"{r.Label}: undecidable, {r.Reason}")]
        )
        {
            CommonNotes = [$"Prediction: {claim.Text.Prediction}", DecisionRule.Text],
        };

    public static ResultTable Details(Claim claim, string where, (NetworkPair Pair, Measured Measured)[] measured) =>
        new(
            $"{claim.Id}: also reported, {where}",
            [
                Column.Text("networks"),
                Column.Text("quantity"),
                .. Networks(claim),
                new(measured[0].Measured.Primary.Standard.Over == SampledOver.Units ? "units" : "images", 0, 40),
            ],
            [
                .. measured.SelectMany(m =>
                    m.Measured.AlsoReported.Select(c =>
                        new object?[]
                        {
                            m.Pair.Label,
                            c.Quantity,
                            c.Standard.Value,
                            c.Robust.Value,
                            c.Robust.Value - c.Standard.Value,
                            (int)Math.Max(c.Standard.Denominators.Sum(), c.Robust.Denominators.Sum()),
                        }
                    )
                ),
            ],
            []
        );

    public static ResultTable Sensitivity(Claim claim, string where, IReadOnlyList<SensitivityRow> rows) =>
        new(
            $"{claim.Id}: sensitivity, {where}",
            [Column.Text("choice"), .. Networks(claim), .. Bounds(claim), Column.Text("would be")],
            [
                .. rows.Select(r =>
                    (object?[])
                        [
                            r.Choice,
                            r.Standard,
                            r.Robust,
                            .. Cells(r.Difference),
                            r.WouldBe(claim.PredictedSign).ToString(),
                        ]
                ),
            ],
            [
                "Pooled over all pairs. Only the primary measure decides; these rows show what hangs on its choices.",
                .. rows.Where(r => r.Invalid is not null).Select(r => $"{r.Choice}: undecidable, {r.Invalid}"),
            ]
        );

    private static Column[] Networks(Claim claim) =>
        [
            new("S", 3, claim.Tolerance) { Role = ColumnRole.Standard },
            new("R", 3, claim.Tolerance) { Role = ColumnRole.Robust },
            new("R - S", 3, 2 * claim.Tolerance) { Role = ColumnRole.Difference },
        ];

    private static Column[] Bounds(Claim claim) =>
        [new("low", 3, 2 * claim.Tolerance), new("high", 3, 2 * claim.Tolerance)];

    private static object?[] Cells(Interval difference) => [difference.Estimate, difference.Low, difference.High];
}
