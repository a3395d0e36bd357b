using System.CommandLine;
using RobustRepro.Checkpoints;
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
        Option<string> study = SharedOptions.Study(unlessGiven: ImagenetStudy.Id);
        Option<string?> arch = SharedOptions.Architecture(
                "their architecture: alexnet, googlenet or resnet50 on imagenet, alexnet, googlenet or resnet on a "
                    + "built-in study"
            ),
            claim = SharedOptions.Claim(),
            output = SharedOptions.Output("folder of the report (default: the setting Report)"),
            device = SharedOptions.Device();
        arch.Required = true;
        Option<int?> threads = SharedOptions.Threads();
        Option<bool> json = SharedOptions.Json(),
            fresh = SharedOptions.Fresh();
        Option<string[]> set = SharedOptions.Set();
        var command = new Command(
            "compare",
            "Judges the claims on a pair of networks of any origin: PyTorch's weight files or safetensors "
                + "on imagenet, the same of small networks or files made by train on a built-in study."
        )
        {
            standard,
            robust,
            arch,
            study,
            claim,
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
                        string studyName = result.GetRequiredValue(study),
                            architecture = result.GetValue(arch)!;
                        StudyInputs inputs = configuration.InputsOf(studyName);
                        // what is set of the pair besides its files stays set
                        NetworkFiles files = (inputs.Networks.GetValueOrDefault(architecture) ?? new(null, null)) with
                        {
                            Standard = Existing(result.GetRequiredValue(standard)),
                            Robust = Existing(result.GetRequiredValue(robust)),
                            KnownImages = null,
                        };
                        torch.Device target = ComputeDevice.Resolve(configuration.Device);
                        IStudy opened = StudyRegistry.Open(
                            studyName,
                            inputs with
                            {
                                Networks = new Dictionary<string, NetworkFiles> { [architecture] = files },
                            },
                            target
                        );
                        architecture = opened.Architecture(architecture).Name;
                        IReadOnlyList<Claim> claims = result.GetValue(claim) is { } id
                            ? [opened.Claim(id)]
                            : opened.Claims;
                        new VerificationRun(opened, configuration)
                        {
                            Folder = result.GetValue(output) ?? configuration.Report,
                            IsPair = true,
                            Json = result.GetValue(json),
                            Quiet = result.GetValue(SharedOptions.Quiet),
                            Verbose = result.GetValue(SharedOptions.Verbose),
                        }.Run(claims, [architecture], cancellation);
                        return ExitCodes.Success;
                    })
                )
        );
        return command;
    }

    private static string Existing(string path) =>
        File.Exists(CheckpointPath.Of(path).File)
            ? path
            : throw new InvalidInputException($"{path}: no such weight file");
}
