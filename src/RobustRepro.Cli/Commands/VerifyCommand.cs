using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Studies.Published;
using RobustRepro.Verification;

namespace RobustRepro.Cli.Commands;

/// <summary><c>verify</c>: judges the claims on a study, prints the verdicts and writes the report.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        Option<string> study = SharedOptions.Study(StudyRegistry.Verifiable);
        Option<string?> claim = SharedOptions.Claim(),
            arch = SharedOptions.Architecture("only this architecture"),
            output = SharedOptions.Output("folder of the report (default: the setting Report)"),
            device = SharedOptions.Device();
        Option<int?> threads = SharedOptions.Threads();
        Option<bool> json = SharedOptions.Json(),
            fresh = SharedOptions.Fresh();
        Option<string[]> set = SharedOptions.Set();
        var command = new Command("verify", "Judges the claims on a study, prints the verdicts and writes the report.")
        {
            study,
            claim,
            arch,
            output,
            json,
            fresh,
            set,
            device,
            threads,
        };
        command.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                    {
                        SuiteConfiguration configuration = SharedOptions.Configure(
                            result.GetValue(set),
                            result.GetValue(device),
                            result.GetValue(threads),
                            result.GetValue(fresh)
                        );
                        string name = result.GetRequiredValue(study);
                        if (name == PublishedStudy.Id)
                            return PublishedVerification.Run(
                                PublishedStudy.Open(configuration.InputsOf(name)),
                                configuration,
                                result.GetValue(claim),
                                result.GetValue(arch),
                                result.GetValue(output) ?? configuration.Report,
                                RecordedVerdicts.Of(name),
                                result.GetValue(json)
                            );
                        IStudy opened = SharedOptions.OpenStudy(name, configuration);
                        IReadOnlyList<Claim> claims = result.GetValue(claim) is { } id
                            ? [opened.Claim(id)]
                            : opened.Claims;
                        IReadOnlyList<string> architectures = result.GetValue(arch) is { } one
                            ? [opened.Architecture(one).Name]
                            : [.. opened.Networks.Architectures.Select(a => a.Name)];
                        var recorded = RecordedVerdicts.Of(name);
                        VerificationResult verification = new VerificationRun(opened, configuration)
                        {
                            Folder = result.GetValue(output) ?? configuration.Report,
                            Recorded = recorded,
                            Json = result.GetValue(json),
                            Quiet = result.GetValue(SharedOptions.Quiet),
                            Verbose = result.GetValue(SharedOptions.Verbose),
                        }.Run(claims, architectures, cancellation);
                        IReadOnlyList<string> problems = VerificationOutcome.Problems(
                            verification,
                            recorded,
                            architectures
                        );
                        foreach (string problem in problems)
                            Console.Error.WriteLine($"not as recorded: {problem}");
                        return problems.Count > 0 ? ExitCodes.VerdictChanged : ExitCodes.Success;
                    })
                )
        );
        return command;
    }
}
