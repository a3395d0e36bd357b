using System.Globalization;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims;

/// <summary>Claims over all architectures of a study: the differences are averaged over architectures, and Holm's
/// correction runs over the claims.</summary>
public static class Headlines
{
    /// <param name="results">Of one study: a result per claim and architecture.</param>
    public static IReadOnlyList<Headline> Of(IReadOnlyList<ClaimResult> results)
    {
        ClaimResult[][] claims =
        [
            .. results.Where(r => r.Measured is not null).GroupBy(r => r.Claim.Id).Select(g => g.ToArray()),
        ];
        int all = claims.Max(c => (int?)c.Length) ?? 0;
        ClaimRow[] rows = [.. claims.AsParallel().AsOrdered().Select(c => Named(Judge(c), c, all))];
        double[] p = Corrected(claims, rows);
        ClaimRow[] corrected = [.. rows.Select((row, i) => Corrected(row, p[i], claims[i]))];
        int robust = Array.FindIndex(claims, c => c[0].Claim.Id == RobustClaim.Name);
        Verdict? withstands = robust < 0 ? null : corrected[robust].Verdict;
        return
        [
            .. claims
                .AsParallel()
                .AsOrdered()
                .Select(
                    (claim, i) =>
                        new Headline(
                            claim[0].Claim,
                            claim[0].Study,
                            corrected[i],
                            p[i],
                            rows[i].OfTheseNetworks
                                ? double.NaN
                                : PermutationTest.P([
                                    .. claim.Select(r =>
                                        (r.Measured!.Primary.Standard.Values, r.Measured!.Primary.Robust.Values)
                                    ),
                                ]),
                            Choices(claim),
                            withstands
                        )
                ),
        ];
    }

    /// <summary>A row per claim: the study's outcome. The columns' tolerance is that of the claim with the
    /// widest.</summary>
    public static ResultTable Table(string study, IReadOnlyList<Headline> headlines)
    {
        double tolerance = headlines.Max(h => h.Claim.Tolerance);
        return new(
            $"every claim over all architectures, {study}",
            [
                Column.Text("claim"),
                Column.Text("measure"),
                Column.Text("networks"),
                new("S", 3, tolerance) { Role = ColumnRole.Standard },
                new("R", 3, tolerance) { Role = ColumnRole.Robust },
                new("R - S", 3, 2 * tolerance) { Role = ColumnRole.Difference },
                new("low", 3, 2 * tolerance),
                new("high", 3, 2 * tolerance),
                new("smallest", 3, tolerance),
                new("detectable", 3, 2 * tolerance),
                new("runs needed", 0, 200 * tolerance),
                new("images needed", 0, 25_000 * tolerance),
                new("p", 4, tolerance / 2),
                new("p, Holm", 4, tolerance),
                new("p, permutation", 4, tolerance / 2),
                Column.Text("choices that agree"),
                Column.Text("verdict"),
            ],
            [
                .. headlines.Select(h =>
                    (object?[])
                        [
                            h.Claim.Id,
                            h.Claim.Quantity,
                            h.Row.Label,
                            h.Row.Standard,
                            h.Row.Robust,
                            .. ClaimTables.Cells(h.Row.Difference),
                            h.Row.SmallestEffect,
                            .. ClaimTables.WouldDecide(h.Row),
                            ClaimTables.OrNull(h.Row.P),
                            ClaimTables.OrNull(h.CorrectedP),
                            ClaimTables.OrNull(h.PermutationP),
                            h.DecidingChoices == 0
                                ? null
                                : string.Create(CultureInfo.InvariantCulture, $"{h.Agreeing} of {h.DecidingChoices}"),
                            h.ToString(),
                        ]
                ),
            ],
            [.. headlines.Where(h => h.Row.Reason is not null).Select(h => $"{h.Claim.Id}: {h.Row.Reason}")]
        )
        {
            CommonNotes =
            [
                "The mean over architectures. It speaks of these architectures. p: Welch's t with the images' part; "
                    + "Holm: corrected for the number of claims, and what it takes back is inconclusive (detectable "
                    + "and needed are those of the interval shown, before the correction); permutation: labels S and "
                    + "R exchanged among the runs of each architecture, a check.",
                "Choices that agree: of the claim's other measures that decide anything, those with the same verdict. "
                    + "Where fewer than half do, the verdict depends on the measure.",
            ],
        };
    }

    private static ClaimRow Judge(ClaimResult[] architectures) =>
        RowJudge.Judge(
            null,
            [.. architectures.Select(a => a.Measured!.Primary)],
            architectures[0].Claim.PredictedSign,
            architectures
                .Where(a => a.Measured!.Invalid is not null)
                .Select(a => $"{a.Architecture}: {a.Measured!.Invalid}")
                .FirstOrDefault()
        );

    /// <summary>A claim that does not speak of all architectures says of which it does.</summary>
    private static ClaimRow Named(ClaimRow row, ClaimResult[] architectures, int all) =>
        architectures.Length == all
            ? row
            : row with
            {
                Label = $"{row.Label}, {string.Join(", ", architectures.Select(a => a.Architecture))}",
            };

    /// <summary>Claims on request are a family of their own: asking for them changes no other verdict.</summary>
    private static double[] Corrected(ClaimResult[][] claims, ClaimRow[] rows)
    {
        var corrected = new double[rows.Length];
        foreach (
            var family in rows.Index()
                .GroupBy(row => ClaimRegistry.OnRequest.Any(c => c.Id == claims[row.Index][0].Claim.Id))
        )
        {
            double[] p = Holm.Correct([.. family.Select(row => row.Item.P)]);
            foreach ((int place, (int index, _)) in family.Index())
                corrected[index] = p[place];
        }
        return corrected;
    }

    /// <summary>An interval that excludes 0 decides nothing where the corrected p is above 0.05.</summary>
    private static ClaimRow Corrected(ClaimRow row, double p, ClaimResult[] architectures) =>
        row.Verdict is Verdict.Supported or Verdict.Contradicted && p > 1 - DecisionRule.Confidence
            ? RowJudge.Undecided(row, [.. architectures.Select(a => a.Measured!.Primary)])
            : row;

    /// <summary>The choices that every architecture has.</summary>
    private static (string, Verdict)[] Choices(ClaimResult[] architectures) =>
        [
            .. architectures[0]
                .Measured!.Variants.Select(v => v.Label)
                .Select(label =>
                    (
                        Label: label,
                        Found: architectures
                            .Select(a => a.Measured!.Variants.FirstOrDefault(v => v.Label == label))
                            .OfType<Variant>()
                            .ToArray()
                    )
                )
                .Where(c => c.Found.Length == architectures.Length)
                .Select(c =>
                    (
                        c.Label,
                        RowJudge
                            .Judge(
                                null,
                                [.. c.Found.Select(v => v.Comparison)],
                                architectures[0].Claim.PredictedSign,
                                c.Found.Select(v => v.Invalid).FirstOrDefault(i => i is not null)
                            )
                            .Verdict
                    )
                ),
        ];
}
