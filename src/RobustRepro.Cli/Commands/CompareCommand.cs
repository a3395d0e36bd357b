using System.CommandLine;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Reporting;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;

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
            attack = SharedOptions.Attack(
                "pgd, or autoattack: the first test images meet AutoAttack besides, as a sensitivity row (how "
                    + "many: the setting AutoAttackImages)"
            ),
            device = SharedOptions.Device();
        OnnxOptions onnx = OnnxOptions.OfOne(),
            onnxRobust = OnnxOptions.OfRobust();
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
            study,
            claim,
            attack,
            output,
            json,
            fresh,
            set,
            device,
            threads,
        };
        foreach (Option option in onnx.All.Concat(onnxRobust.All))
            command.Add(option);
        command.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                    {
                        SuiteConfiguration configuration = SharedOptions.Configure(
                            result.GetValue(set),
                            result.GetValue(device),
                            result.GetValue(threads),
                            result.GetValue(fresh),
                            result.GetValue(attack)
                        );
                        var pair = new GivenPair(
                            result.GetRequiredValue(study),
                            [result.GetRequiredValue(standard)],
                            [result.GetRequiredValue(robust)]
                        )
                        {
                            Architecture = result.GetValue(arch),
                            OfStandard = onnx.Read(result),
                            OfRobust = onnx.Read(result).With(onnxRobust.Read(result)),
                        };
                        pair.RequireTwoNetworks();
                        foreach (string line in pair.Swapped())
                            Console.Error.WriteLine($"warning: {line}");
                        (IStudy opened, string architecture) = pair.Open(configuration);
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
}
