using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using RobustRepro.Tables;
using RobustRepro.Verification;
using Spectre.Console;

namespace RobustRepro.Cli;

/// <summary>Verdicts on published numbers on the console: a line per claim and series, then the numbers of the
/// headlines, and where other trainings stand.</summary>
internal static class TrendVerdictTable
{
    /// <param name="recorded">To mark verdicts that changed, or null.</param>
    public static void Write(VerificationResult verification, RecordedVerdicts? recorded)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("claim", "series", "measure", "S", "R", "at", "tau", "p", "verdict");
        foreach (int number in new[] { 3, 4, 6, 7 })
            table.Columns[number].RightAligned();
        TrendResult? last = null;
        foreach (TrendResult result in verification.Trends)
        {
            if (last is not null && last.Claim.Id != result.Claim.Id)
                table.AddEmptyRow();
            string change =
                recorded?.Differs(result) == true
                    ? $" [bold](recorded: {recorded.Find(result.Claim.Id, result.Networks)})[/]"
                    : "";
            table.AddRow(
                last?.Claim.Id == result.Claim.Id ? "" : result.Claim.Id,
                Markup.Escape(result.Networks),
                last?.Series.Quantity == result.Series.Quantity ? "" : Markup.Escape(result.Series.Quantity),
                VerdictText.Number(result.Series.Standard),
                VerdictText.Number(result.Compared.Value),
                TrendText.EpsOf(result.Compared.Eps, result.Norm),
                VerdictText.Number(result.Series.Tau),
                TrendText.POf(result.Series.P)[2..],
                $"[{VerdictTable.Color(result.Verdict)}]{result.Verdict}[/]"
                    + (result.IsWeaker ? ", weaker" : "")
                    + change
            );
            last = result;
        }
        AnsiConsole.Write(table);
        Console.WriteLine(
            verification.Trends.Any(t => t.IsMeasured)
                ? "S, R: means over runs. tau, p: Kendall's with eps, by permutation of the runs."
                : "One network per eps: no intervals. tau, p: Kendall's with eps, exact. weaker: trainings without "
                    + "attacks come as far."
        );
        Console.WriteLine();
        TrendResult[] unclear = [.. verification.Trends.Where(t => t.Verdict == Verdict.Inconclusive)];
        foreach (TrendResult result in unclear)
            Console.WriteLine(PrintableWriter.Line(result.ToString()));
        if (unclear.Length > 0)
            Console.WriteLine();
        WriteHeadlines(verification.TrendHeadlines);
        foreach (string sentence in verification.LeftOut)
            AnsiConsole.MarkupLineInterpolated($"[yellow]left out:[/] {PrintableWriter.Line(sentence)}");
    }

    /// <summary>The series itself, and what the verdict hangs on.</summary>
    private static void WriteHeadlines(IReadOnlyList<TrendHeadline> headlines)
    {
        if (headlines.Count == 0)
            return;
        Console.Write(
            ResultTableText.Write([
                TrendTables.Points(
                    $"{headlines[0].Result.Networks}, eps by eps",
                    [.. headlines.Select(h => h.Result.Series)]
                ),
            ])
        );
        Console.WriteLine();
        foreach (TrendHeadline headline in headlines)
        {
            Console.WriteLine($"{headline.Result.Claim.Id}: {TrendText.Sentence(headline)}");
            if (TrendText.OtherTrainings(headline.Result) is { } others)
                Console.WriteLine($"  {others}");
        }
        Console.WriteLine();
    }
}
