using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Runtime;
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
        Option<string?> networks = new("--networks")
        {
            Description = "judges networks that robustrepro.json names, one or all, and holds them to their record",
            HelpName = "NAME|all",
        };
        Option<bool> record = new("--record")
        {
            Description = "with --networks: records verdicts and numbers for later runs",
        };
        Option<bool> all = SharedOptions.All();
        Option<string[]> set = SharedOptions.Set(),
            explain =
                new("--explain")
                {
                    Description = "CLAIM ARCH: all that this verdict rests on, and the commands that make it again",
                    Arity = new(2, 2),
                    AllowMultipleArgumentsPerToken = true,
                    HelpName = "CLAIM ARCH",
                };
        var command = new Command("verify", "Judges the claims on a study, prints the verdicts and writes the report.")
        {
            study,
            claim,
            all,
            arch,
            explain,
            networks,
            record,
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
                        if (result.GetValue(networks) is { } named)
                            return new Gate(configuration, result.GetValue(record))
                            {
                                Folder = result.GetValue(output) ?? configuration.Report,
                                Claim = result.GetValue(claim),
                                Quiet = result.GetValue(SharedOptions.Quiet),
                                Verbose = result.GetValue(SharedOptions.Verbose),
                            }.Run(named, cancellation);
                        if (result.GetValue(record))
                            throw new InvalidInputException(
                                "--record is for networks that robustrepro.json names: say --networks NAME, or all"
                            );
                        string name = result.GetRequiredValue(study);
                        if (name == PublishedStudy.Id && result.GetValue(explain) is [_, ..])
                            throw new InvalidInputException(
                                "--explain speaks of networks; the published study has none: its page, "
                                    + "docs/published.md, says where each number comes from"
                            );
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
                        if (result.GetValue(explain) is [var toExplain, var on])
                        {
                            Explain(opened, opened.Claim(toExplain), on, configuration);
                            return ExitCodes.Success;
                        }
                        IReadOnlyList<Claim> claims = SharedOptions.Claims(
                            opened,
                            result.GetValue(claim),
                            result.GetValue(all)
                        );
                        IReadOnlyList<string> architectures = result.GetValue(arch) is { } one
                            ? [opened.Architecture(one).Name]
                            : [.. opened.Networks.Architectures.Select(a => a.Name)];
                        var recorded = RecordedVerdicts.Of(name);
                        VerificationResult verification = new VerificationRun(opened, configuration)
                        {
                            Folder = result.GetValue(output) ?? configuration.Report,
                            Recorded = recorded,
                            NotAsked = result.GetValue(claim) is null ? [.. opened.OnRequest.Except(claims)] : [],
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

    private static void Explain(IStudy study, Claim claim, string architecture, SuiteConfiguration configuration)
    {
        VerificationResult verification = new Verifier(study).Run([claim], [study.Architecture(architecture).Name]);
        if (verification.Results is not [var judged])
            throw new InvalidInputException(string.Join("; ", verification.LeftOut));
        IReadOnlyList<string> lines = Explanation.Of(
            verification,
            judged,
            ComputeDevice.Resolve(configuration.Device),
            [.. configuration.Values.Where(v => v.Value != v.Setting.Default).Select(v => $"{v.Setting.Key}={v.Value}")]
        );
        foreach (string line in lines)
            Console.WriteLine(line);
    }
}
