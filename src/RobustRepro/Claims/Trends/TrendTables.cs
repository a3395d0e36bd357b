using System.Globalization;
using RobustRepro.Attacks;
using RobustRepro.Statistics;
using RobustRepro.Tables;

namespace RobustRepro.Claims.Trends;

/// <summary>Trends as tables. Published numbers are the same everywhere, so that every column is compared to the
/// letter.</summary>
public static class TrendTables
{
    /// <summary>A claim on one series: the verdict, network by network, other measures, other trainings.</summary>
    public static IReadOnlyList<ResultTable> Of(TrendResult result)
    {
        string where = $"{result.Networks} on {result.Study}";
        List<ResultTable> tables = [Verdicts($"{result.Claim.Id}: {result.Series.Quantity}, {where}", [result])];
        tables.Add(Points($"{result.Claim.Id}: network by network, {where}", [result.Series]));
        if (result.Choices.Count > 0)
            tables.Add(Choices($"{result.Claim.Id}: measured in other ways, {where}", result.Choices, result.Norm));
        if (result.Others.Count > 0)
            tables.Add(Others(result, where));
        return tables;
    }

    /// <summary>A row per result.</summary>
    public static ResultTable Verdicts(string title, IReadOnlyList<TrendResult> results) =>
        new(
            title,
            [
                Column.Text("claim"),
                Column.Text("networks"),
                Column.Text("predicted"),
                new("S", 3) { Role = ColumnRole.Standard },
                Column.Text("R at"),
                new("R", 3) { Role = ColumnRole.Robust },
                new("R - S", 3) { Role = ColumnRole.Difference },
                new("farthest from S", 3),
                new("trained", 0),
                new("tau", 3),
                new("p", 6),
                new("deciding tau", 3),
                Column.Text("reached without attacks"),
                Column.Text("verdict"),
            ],
            [
                .. results.Select(r =>
                    (object?[])
                        [
                            r.Claim.Id,
                            r.Networks,
                            TrendText.Goes(r.Series.Predicted),
                            r.Series.Standard,
                            TrendText.EpsOf(r.Compared.Eps, r.Norm),
                            r.Compared.Value,
                            r.Difference,
                            r.Series.Farthest,
                            r.Series.Points.Count,
                            r.Series.Tau,
                            r.Series.P,
                            r.Verdict == Verdict.Inconclusive ? r.Series.DecidingTau : null,
                            ReachedBy(r),
                            r.Verdict.ToString(),
                        ]
                ),
            ],
            []
        )
        {
            CommonNotes = [.. results.Select(r => r.Rule).Distinct()],
        };

    /// <summary>A row per network, a column per series; all series are of the same networks. A single one has its
    /// differences from S beside it.</summary>
    public static ResultTable Points(string title, IReadOnlyList<TrendSeries> series) =>
        new(
            title,
            [
                Column.Text("eps"),
                Column.Text("network"),
                .. series.Select(s => new Column(s.Quantity, 3)),
                .. series.Count == 1
                    ? [new Column("R - S", 3) { Role = ColumnRole.Difference }]
                    : Array.Empty<Column>(),
            ],
            [
                .. series[0]
                    .Points.Select(
                        (p, i) =>
                            (object?[])
                                [
                                    p.Eps.ToString("0.##", CultureInfo.InvariantCulture),
                                    p.Network,
                                    .. series.Select(s => (object?)s.Points[i].Value),
                                    .. series.Count == 1
                                        ? [p.Eps == series[0].Points[0].Eps ? null : p.Value - series[0].Standard]
                                        : Array.Empty<object?>(),
                                ]
                    ),
            ],
            [
                .. series
                    .Where(s => s.People is not null)
                    .Select(s => $"People: {VerdictText.Number(s.People!.Value)} ({s.Quantity})."),
            ]
        );

    /// <summary>A row per series.</summary>
    public static ResultTable Choices(string title, IReadOnlyList<TrendSeries> series, Norm norm) =>
        new(
            title,
            [
                Column.Text("measure"),
                Column.Text("predicted"),
                new("S", 3),
                new($"R at {TrendText.EpsOf(series[0].At(TrendRule.ComparedEps(norm)).Eps, norm)}", 3),
                new("tau", 3),
                new("p", 6),
                Column.Text("would be"),
            ],
            [
                .. series.Select(s =>
                    (object?[])
                        [
                            s.Quantity,
                            TrendText.Goes(s.Predicted),
                            s.Standard,
                            s.At(TrendRule.ComparedEps(norm)).Value,
                            s.Tau,
                            s.P,
                            s.Verdict.ToString(),
                        ]
                ),
            ],
            []
        );

    /// <summary>A row per series, without a verdict: what belongs to no claim.</summary>
    public static ResultTable Beside(string title, IReadOnlyList<TrendSeries> series, Norm norm)
    {
        ResultTable table = Choices(title, series, norm);
        int[] shown = [.. Enumerable.Range(0, table.Columns.Count - 1).Where(column => column != 1)];
        return table with
        {
            Columns = [.. shown.Select(column => table.Columns[column])],
            Rows = [.. table.Rows.Select(row => (object?[])[.. shown.Select(column => row[column])])],
        };
    }

    /// <summary>A row per claim: what a study comes to.</summary>
    public static ResultTable Headlines(string study, IReadOnlyList<TrendHeadline> headlines) =>
        new(
            $"every claim on the paper's architecture and norm, {study}",
            [
                Column.Text("claim"),
                Column.Text("measure"),
                Column.Text("networks"),
                new("S", 3) { Role = ColumnRole.Standard },
                new("R", 3) { Role = ColumnRole.Robust },
                new("tau", 3),
                new("p", 6),
                new("p, Holm", 6),
                Column.Text("choices that agree"),
                Column.Text("other series that agree"),
                Column.Text("reached without attacks"),
                Column.Text("verdict"),
            ],
            [
                .. headlines.Select(h =>
                    (object?[])
                        [
                            h.Result.Claim.Id,
                            h.Result.Series.Quantity,
                            h.Result.Networks,
                            h.Result.Series.Standard,
                            h.Result.Compared.Value,
                            h.Result.Series.Tau,
                            h.Result.Series.P,
                            h.CorrectedP,
                            Share(h.Agreeing, h.DecidingChoices),
                            Share(h.AgreeingSeries, h.Further.Count),
                            ReachedBy(h.Result),
                            h.ToString(),
                        ]
                ),
            ],
            []
        )
        {
            CommonNotes =
            [
                "Reached without attacks: networks of the architecture, trained without attacks, that come as far in "
                    + "the predicted direction as R or further. Where there are any, a supported claim is weaker.",
            ],
        };

    private static ResultTable Others(TrendResult result, string where) =>
        new(
            $"{result.Claim.Id}: beside other trainings, {where}",
            [Column.Text("network"), Column.Text("group"), new(result.Series.Quantity, 3)],
            [
                .. result
                    .Others.Append(new(result.Compared.Network, "R, adversarial training", result.Compared.Value))
                    .Append(new(result.Series.Points[0].Network, "S", result.Series.Standard))
                    .OrderBy(o => -(int)result.Series.Predicted * o.Value)
                    .ThenBy(o => o.Name, StringComparer.Ordinal)
                    .Select(o => (object?[])[o.Name, o.Group, o.Value]),
            ],
            []
        );

    private static string? ReachedBy(TrendResult result) => Share(result.Reached.Count, result.Others.Count);

    private static string? Share(int part, int all) =>
        all == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{part} of {all}");
}
