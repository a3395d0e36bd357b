using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Reporting;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.Cli.Commands;

/// <summary><c>verify</c>: judges the claims on a study, prints the verdicts and writes the report.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        Option<string> study = SharedOptions.Study();
        Option<string?> device = SharedOptions.Device();
        Option<int?> threads = SharedOptions.Threads();
        Option<bool> quiet = SharedOptions.Quiet();
        Option<string[]> set = SharedOptions.Set();
        var claim = new Option<string?>("--claim")
        {
            Description = $"only this claim: {string.Join(", ", ClaimRegistry.All.Select(c => c.Id))}",
        };
        var arch = new Option<string?>("--arch") { Description = "only this architecture" };
        var output = new Option<string?>("--out") { Description = "folder of the report (default: report)" };
        var record = new Option<string?>("--record")
        {
            Description =
                "write the verdicts to this file (fixtures/STUDY/verdicts.json) instead of comparing with "
                + "the recorded ones",
        };
        var command = new Command("verify", "Judges the claims on a study, prints the verdicts and writes the report.")
        {
            study,
            claim,
            arch,
            output,
            record,
            set,
            device,
            threads,
            quiet,
        };
        command.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                    {
                        SuiteConfiguration configuration = SharedOptions.Configure(
                            result.GetValue(set),
                            result.GetValue(device),
                            result.GetValue(threads)
                        );
                        string folder = result.GetValue(output) ?? configuration.Report;
                        string studyName = result.GetRequiredValue(study);
                        IStudy opened = SharedOptions.OpenStudy(studyName, configuration);
                        IReadOnlyList<Claim> claims = result.GetValue(claim) is { } id
                            ? [opened.Claim(id)]
                            : opened.Claims;
                        IReadOnlyList<string> architectures = result.GetValue(arch) is { } name
                            ? [opened.Architecture(name).Name]
                            : [.. opened.Networks.Architectures.Select(a => a.Name)];

                        string? recordPath = result.GetValue(record);
                        var recorded = RecordedVerdicts.Of(studyName);
                        VerificationResult verification = VerificationRun.Run(
                            opened,
                            claims,
                            architectures,
                            folder,
                            recordPath is null ? recorded : null,
                            ComputeDevice.Resolve(configuration.Device),
                            result.GetValue(quiet),
                            cancellation
                        );
                        if (recordPath is not null)
                        {
                            RecordedVerdicts.Save(recordPath, verification.Results);
                            return ExitCodes.Success;
                        }
                        return verification.Results.Any(recorded.Differs)
                            ? ExitCodes.VerdictChanged
                            : ExitCodes.Success;
                    })
                )
        );
        return command;
    }
}
