using System.CommandLine;
using RobustRepro.Checkpoints;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;

namespace RobustRepro.Cli.Commands;

/// <summary><c>models convert</c>: a weight file as safetensors, by torchvision's names.</summary>
internal static class ModelsConvertCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("file")
        {
            Description = "a file of torch.save (.pt, .pth, .tar) or safetensors",
        };
        var output = new Argument<string>("output") { Description = "the safetensors file to write" };
        var arch = new Option<string?>("--arch")
        {
            Description =
                $"what it must hold: {string.Join(", ", ModelRegistry.ImageNet.Select(a => a.Name))}; "
                + $"whatever it holds unless given",
        };
        Option<string?> transform = NetworkArgument.TransformOption();
        var command = new Command(
            "convert",
            "Converts a weight file to safetensors, with torchvision's names and without what training leaves behind."
        )
        {
            path,
            output,
            arch,
            transform,
        };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                TorchRuntime.Start();
                Architecture? architecture = result.GetValue(arch) is { } name
                    ? ModelRegistry.Find(name, ModelRegistry.ImageNet)
                    : null;
                string target = result.GetRequiredValue(output);
                CheckpointFit? fit = Checkpoint.Convert(
                    result.GetRequiredValue(path),
                    target,
                    architecture,
                    OnOff.Parse(result.GetValue(transform), NetworkArgument.TransformInput)
                );
                string network = fit is null
                    ? "no network of the suite"
                    : $"{fit.Architecture.Name}, {fit.Classes} classes";
                Console.WriteLine(
                    $"{target}: {network}, " + $"{new FileInfo(target).Length:N0} bytes, sha256 {Sha256.OfFile(target)}"
                );
                return ExitCodes.Success;
            })
        );
        return command;
    }
}
