using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Reporting;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;
using TorchSharp;

namespace RobustRepro.Cli.Commands;

/// <summary><c>compare</c>: judges the claims on any pair of networks.</summary>
internal static class CompareCommand
{
    public static Command Build()
    {
        var standard = new Option<string>("--standard")
        {
            Description = "weight file of the network in the part of S",
            Required = true,
        };
        var robust = new Option<string>("--robust")
        {
            Description = "weight file of the network in the part of R",
            Required = true,
        };
        var arch = new Option<string>("--arch")
        {
            Description =
                "their architecture: alexnet, googlenet or resnet50 on imagenet, alexnet, googlenet or "
                + "resnet on a built-in study",
            Required = true,
        };
        var study = new Option<string>("--study")
        {
            Description = $"the study: {string.Join(", ", StudyRegistry.Names)}",
            DefaultValueFactory = _ => ImagenetStudy.Id,
        };
        var claim = new Option<string?>("--claim") { Description = "only this claim" };
        var output = new Option<string?>("--out") { Description = "folder of the report (default: report)" };
        Option<string?> device = SharedOptions.Device();
        Option<int?> threads = SharedOptions.Threads();
        Option<bool> quiet = SharedOptions.Quiet();
        Option<string[]> set = SharedOptions.Set();
        var command = new Command(
            "compare",
            "Judges the claims on a pair of networks of any origin: PyTorch's weight files or safetensors "
                + "on imagenet, weight files made by train on a built-in study."
        )
        {
            standard,
            robust,
            arch,
            study,
            claim,
            output,
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
                        string studyName = result.GetRequiredValue(study),
                            architecture = result.GetRequiredValue(arch);
                        var files = new NetworkFiles(
                            Existing(result.GetRequiredValue(standard)),
                            Existing(result.GetRequiredValue(robust))
                        );
                        torch.Device target = ComputeDevice.Resolve(configuration.Device);
                        IStudy opened = StudyRegistry.Open(
                            studyName,
                            configuration.InputsOf(studyName) with
                            {
                                Networks = new Dictionary<string, NetworkFiles> { [architecture] = files },
                            },
                            target
                        );
                        opened.Architecture(architecture);
                        IReadOnlyList<Claim> claims = result.GetValue(claim) is { } id
                            ? [opened.Claim(id)]
                            : opened.Claims;
                        VerificationRun.Run(
                            opened,
                            claims,
                            [architecture],
                            result.GetValue(output) ?? configuration.Report,
                            null,
                            target,
                            result.GetValue(quiet),
                            cancellation
                        );
                        return ExitCodes.Success;
                    })
                )
        );
        return command;
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new InvalidInputException($"{path}: no such weight file");
}
