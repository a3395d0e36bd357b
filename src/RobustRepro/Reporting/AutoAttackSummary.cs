using RobustRepro.Measures;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>AutoAttack as RobustBench (Croce et al. 2021) reports it: clean and robust accuracy in per cent, with norm,
/// eps and number of images; besides, what is left after each attack.</summary>
public static class AutoAttackSummary
{
    /// <param name="networks">A row per network that met AutoAttack; others are passed over.</param>
    /// <returns>Null where none did.</returns>
    public static ResultTable? Table(params IReadOnlyList<NetworkMeasurements> networks)
    {
        AutoAttackRecord[] records = [.. networks.Select(AutoAttackRecord.Of).OfType<AutoAttackRecord>()];
        return records.Length == 0 ? null : Table("AutoAttack, standard version", records, []);
    }

    /// <param name="records">At least one.</param>
    /// <param name="notes">Besides those on the columns and the networks.</param>
    internal static ResultTable Table(
        string title,
        IReadOnlyList<AutoAttackRecord> records,
        IReadOnlyList<string> notes
    ) =>
        new(
            title,
            [
                Column.Text("network"),
                Column.Text("norm"),
                new("eps", 2),
                new("images", 0),
                new("clean, %", 1),
                new("PGD, %", 1),
                new("AutoAttack, %", 1),
                .. records[0].Stages.Select(s => new Column($"after {s.Name}", 1)),
            ],
            [.. records.Select(Row)],
            [
                "PGD: the study's own attack, on the same images. Each attack of AutoAttack meets what those before it "
                    + "left.",
                .. notes,
                .. records.SelectMany(r => r.Doubts),
                .. records.SelectMany(r => r.Remarks).Distinct(),
            ]
        );

    private static object?[] Row(AutoAttackRecord record)
    {
        double Percent(int images) => 100.0 * images / record.Images;
        return
        [
            record.Network,
            $"{record.Norm}",
            (double)record.Eps,
            record.Images,
            Percent(record.Correct),
            record.CorrectUnderPgd is { } pgd ? Percent(pgd) : null,
            Percent(record.Withstand.Count),
            .. record.Stages.Select(
                (_, i) => (object)Percent(record.Correct - record.Stages.Take(i + 1).Sum(s => s.Broken))
            ),
        ];
    }
}
