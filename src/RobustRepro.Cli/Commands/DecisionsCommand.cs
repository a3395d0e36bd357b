using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Studies.PublishedDecisions;
using RobustRepro.Tables;

namespace RobustRepro.Cli.Commands;

/// <summary><c>decisions</c>: shape bias of published decisions, and the claim for a pair of networks among
/// them.</summary>
internal static class DecisionsCommand
{
    public static Command Build()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "folder of CSV files in the format of texture-vs-shape or model-vs-human",
        };
        var standard = new Option<string?>("--standard") { Description = "observer that takes the part of S" };
        var robust = new Option<string?>("--robust") { Description = "observer that takes the part of R" };
        var command = new Command("decisions", "Measures shape bias from published cue-conflict decisions.")
        {
            folder,
            standard,
            robust,
        };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                string? s = result.GetValue(standard),
                    r = result.GetValue(robust);
                if (s is null != r is null)
                    throw new InvalidInputException(
                        "--standard and --robust go together: name both observers, or neither for the table of all"
                    );
                DecisionsStudy study = DecisionsStudy.Open(result.GetRequiredValue(folder));
                foreach (string line in study.Refused)
                    Console.Error.WriteLine($"left out: {line}");
                foreach (string line in study.Repeated)
                    Console.Error.WriteLine($"warning: {line}");
                if (s is null || r is null)
                {
                    Console.Write(ResultTableText.Write([study.Table()]));
                    return ExitCodes.Success;
                }
                ClaimResult claim = study.JudgeShapeBias(s, r);
                Console.Write(ResultTableText.Write([claim.Table, .. claim.Details]));
                Console.WriteLine(VerdictText.Sentence(claim));
                return ExitCodes.Success;
            })
        );
        return command;
    }
}
