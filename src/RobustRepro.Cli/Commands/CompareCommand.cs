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
            Description = "weight file, or ONNX file, of the network in the part of S",
            Required = true,
        };
        var robust = new Option<string>("--robust")
        {
            Description = "weight file, or ONNX file, of the network in the part of R",
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
        Option<string?> normalization = SharedOptions.Normalization();
        Option<string[]> layers = SharedOptions.Layers();
        Option<int?> threads = SharedOptions.Threads();
        Option<bool> json = SharedOptions.Json(),
            fresh = SharedOptions.Fresh();
        Option<string[]> set = SharedOptions.Set();
        var command = new Command(
            "compare",
            "Judges the claims on a pair of networks of any origin: PyTorch's weight files or safetensors "
                + "on imagenet, the same of small networks or files made by train on a built-in study, ONNX files of "
                + "any network on all."
        )
        {
            standard,
            robust,
            arch,
            normalization,
            layers,
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
                            s = Existing(result.GetRequiredValue(standard)),
                            r = Existing(result.GetRequiredValue(robust)),
                            architecture = ArchitectureOf(s, r, result.GetValue(arch));
                        bool onnx = architecture == OnnxFiles.Architecture;
                        StudyInputs inputs = configuration.InputsOf(studyName);
                        // what is set of the pair besides its files stays set
                        NetworkFiles files = (inputs.Networks.GetValueOrDefault(architecture) ?? new(null, null)) with
                        {
                            Standard = s,
                            Robust = r,
                            KnownImages = null,
                        };
                        torch.Device target = ComputeDevice.Resolve(configuration.Device);
                        IStudy opened = StudyRegistry.Open(
                            studyName,
                            inputs with
                            {
                                Networks = onnx ? [] : new Dictionary<string, NetworkFiles> { [architecture] = files },
                                Onnx = onnx
                                    ? new(s, r, result.GetValue(normalization), result.GetValue(layers)!)
                                    : null,
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

    /// <summary>That of the option; ONNX files need none.</summary>
    private static string ArchitectureOf(string standard, string robust, string? given)
    {
        bool[] onnx = [OnnxFiles.Is(standard), OnnxFiles.Is(robust)];
        if (onnx.Distinct().Count() > 1)
            throw new InvalidInputException(
                "one of the networks is an ONNX file: give both in that format, or neither"
            );
        if (onnx[0])
            return OnnxFiles.Architecture;
        return given ?? throw new InvalidInputException("weight files need --arch, the architecture of the networks");
    }

    private static string Existing(string path) =>
        File.Exists(CheckpointPath.Of(path).File)
            ? path
            : throw new InvalidInputException($"{path}: no such weight file");
}
