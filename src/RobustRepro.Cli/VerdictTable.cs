using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Verification;
using Spectre.Console;

namespace RobustRepro.Cli;

/// <summary>The verdicts on the console: a line per claim and architecture, then the controls.</summary>
internal static class VerdictTable
{
    /// <param name="recorded">To mark verdicts that changed, or null while recording.</param>
    public static void Write(VerificationResult verification, RecordedVerdicts? recorded)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("claim", "architecture", "measure", "S", "R", "R - S, 95% interval", "networks", "verdict");
        foreach (int number in new[] { 3, 4 })
            table.Columns[number].RightAligned();
        string? last = null;
        foreach (ClaimResult result in verification.Results)
        {
            if (last is not null && last != result.Claim.Id)
                table.AddEmptyRow();
            ClaimRow row = result.Row;
            string change =
                recorded?.Differs(result) == true
                    ? $" [bold](recorded: {recorded.Find(result.Claim.Id, result.Architecture)})[/]"
                    : "";
            table.AddRow(
                last == result.Claim.Id ? "" : result.Claim.Id,
                result.Architecture,
                last == result.Claim.Id ? "" : result.Claim.Quantity,
                VerdictText.Number(row.Standard),
                VerdictText.Number(row.Robust),
                Markup.Escape(Difference(row)),
                Markup.Escape(row.Label),
                $"[{Color(result.Verdict)}]{result.Verdict}[/]{change}"
            );
            last = result.Claim.Id;
            if (
                result == verification.Results.Last(r => r.Claim.Id == result.Claim.Id)
                && verification.Headlines.FirstOrDefault(h => h.Claim.Id == result.Claim.Id) is { } headline
            )
                table.AddRow(
                    "",
                    "[bold]all[/]",
                    "",
                    VerdictText.Number(headline.Row.Standard),
                    VerdictText.Number(headline.Row.Robust),
                    Markup.Escape(Difference(headline.Row)),
                    Markup.Escape(Agreement(headline)),
                    $"[bold {Color(headline.Verdict)}]{Markup.Escape(headline.ToString())}[/]"
                );
        }
        AnsiConsole.Write(table);
        foreach (ClaimResult result in verification.Results.Where(r => r.Row.Reason is not null))
            AnsiConsole.MarkupLineInterpolated(
                $"{result.Claim.Id}, {result.Architecture}: {PrintableWriter.Line(result.Row.Reason ?? "")}"
            );
        foreach (ClaimResult result in verification.Results)
        {
            foreach (string doubt in result.Doubts)
                AnsiConsole.MarkupLineInterpolated(
                    $"[yellow]{result.Claim.Id}, {result.Architecture}:[/] {PrintableWriter.Line(doubt)}"
                );
        }
        foreach (ClaimResult result in verification.Results.Where(r => r.Verdict == Verdict.Inconclusive))
            Undecided($"{result.Claim.Id}, {result.Architecture}", result.Row);
        foreach (Headline headline in verification.Headlines.Where(h => h.Verdict == Verdict.Inconclusive))
            Undecided($"{headline.Claim.Id}, all", headline.Row);
        foreach (string sentence in verification.LeftOut)
            AnsiConsole.MarkupLineInterpolated($"[yellow]left out:[/] {PrintableWriter.Line(sentence)}");
        WriteSplits(verification.StandardAgainstStandard);
        WriteControl("shuffled labels", verification.Shuffled);
        if (verification.AccuracyMatched.Count > 0)
        {
            int same = AccuracyMatchedControl.Unchanged(verification),
                all = verification.AccuracyMatched.Count;
            AnsiConsole.WriteLine(
                $"control, S stopped at R's clean accuracy: {same} of {all} verdicts are the same "
                    + "(the others are named in the report)"
            );
        }
    }

    private static void Undecided(string which, ClaimRow row)
    {
        if (VerdictText.WouldDecide(row) is { } sentence)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{which}:[/] {sentence}");
    }

    private static string Agreement(Headline headline) =>
        headline.DecidingChoices == 0 ? "" : $"{headline.Agreeing} of {headline.DecidingChoices} choices agree";

    private static void WriteSplits(SplitControl splits)
    {
        if (splits.Cells.Count == 0)
            return;
        Interval rate = splits.ErrorRate;
        AnsiConsole.WriteLine(
            $"control, S against S: {rate.Estimate:0.0%} of {splits.Cells.Sum(c => c.Verdicts.Values.Sum()):N0} splits "
                + $"support or contradict{(double.IsNaN(rate.Low) ? "" : $" ({rate.Low:0.0%} to {rate.High:0.0%})")}; "
                + "5% is nominal"
        );
    }

    private static string Difference(ClaimRow row) =>
        $"{VerdictText.Signed(row.Difference.Estimate)} "
        + $"[{VerdictText.Signed(row.Difference.Low)}, {VerdictText.Signed(row.Difference.High)}]";

    private static void WriteControl(string name, IReadOnlyList<ClaimResult> results)
    {
        if (results.Count == 0)
            return;
        var control = new ShuffledControl(results);
        if (control.FindsTooMuch)
            AnsiConsole.MarkupLineInterpolated($"[red]control, {name}: {control}: too many for chance[/]");
        else
            AnsiConsole.MarkupLineInterpolated($"control, {name}: {control}");
    }

    /// <summary>As Spectre names it.</summary>
    internal static string Color(Verdict verdict) =>
        verdict switch
        {
            Verdict.Supported => "green",
            Verdict.Contradicted => "red",
            Verdict.Inconclusive => "yellow",
            Verdict.Negligible => "blue",
            _ => "grey",
        };
}
