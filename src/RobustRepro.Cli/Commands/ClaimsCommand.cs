using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Statistics;
using Spectre.Console;

namespace RobustRepro.Cli.Commands;

/// <summary><c>claims list</c> and <c>claims show</c>: what is tested.</summary>
internal static class ClaimsCommand
{
    public static Command Build()
    {
        Option<bool> json = SharedOptions.Json(),
            jsonOfOne = SharedOptions.Json();
        var list = new Command("list", "Lists the claims.") { json };
        list.SetAction(result => CommandRunner.Run(() => List(result.GetValue(json))));

        var id = new Argument<string>("claim")
        {
            Description = "a claim by its name in claims list",
            HelpName = "claim",
        };
        id.CompletionSources.Add([.. ClaimRegistry.Known.Select(c => c.Id)]);
        var show = new Command("show", "Says what a claim says, how it is measured and how to read it.")
        {
            id,
            jsonOfOne,
        };
        show.SetAction(result =>
            CommandRunner.Run(() => Show(ClaimRegistry.Find(result.GetRequiredValue(id)), result.GetValue(jsonOfOne)))
        );
        return new Command("claims", "The claims that are tested.") { list, show };
    }

    private static int List(bool json)
    {
        if (json)
        {
            JsonOutput.Write(ClaimRegistry.Known.Select(Entry));
            return ExitCodes.Success;
        }
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("claim", "prediction", "of the paper");
        foreach (Claim claim in ClaimRegistry.Known)
            table.AddRow(claim.Id, Markup.Escape(claim.Text.Prediction), claim.IsExtension ? "no" : "yes");
        AnsiConsole.Write(table);
        return ExitCodes.Success;
    }

    private static int Show(Claim claim, bool json)
    {
        if (json)
        {
            JsonOutput.Write(Entry(claim));
            return ExitCodes.Success;
        }
        (string Heading, string Text)[] parts =
        [
            (claim.Id, claim.Text.Statement),
            ("In the paper", claim.Text.Paper),
            ("Prediction", claim.Text.Prediction),
            ("Measure", claim.Text.Measure),
            ("Valid where", claim.Text.Validity),
            ("How to read it", claim.Text.Reading),
        ];
        Console.Write(string.Join("\n\n", parts.Select(p => $"{p.Heading}\n  {p.Text}")) + "\n");
        if (claim.Text.Deviations.Count > 0)
            Console.Write(
                $"\nDeviations from the paper\n{string.Join("\n", claim.Text.Deviations.Select(d => $"  - {d}"))}\n"
            );
        return ExitCodes.Success;
    }

    private static object Entry(Claim claim) =>
        new
        {
            Claim = claim.Id,
            claim.Text.Statement,
            claim.Text.Prediction,
            PredictedSign = claim.PredictedSign == Sign.Positive ? 1 : -1,
            claim.Text.Measure,
            OfThePaper = !claim.IsExtension,
        };
}
