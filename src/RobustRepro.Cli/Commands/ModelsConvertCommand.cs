using System.CommandLine;
using RobustRepro.Checkpoints;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Onnx.Export;
using RobustRepro.Runtime;
using RobustRepro.Studies;

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
        var output = new Argument<string?>("output")
        {
            Description = "the safetensors or ONNX file to write; with --to onnx, FILE.onnx here unless given",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var to = new Option<string>("--to")
        {
            Description = "safetensors, or onnx: a network of the suite for other programs",
            DefaultValueFactory = _ => "safetensors",
            HelpName = "format",
        };
        to.AcceptOnlyFromAmong("safetensors", "onnx");
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
            to,
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
                string source = result.GetRequiredValue(path);
                string? named = result.GetValue(output);
                if (result.GetValue(to) == "onnx" || (named is not null && OnnxFiles.IsNamed(named)))
                    return ToOnnx(source, named, result.GetValue(arch));
                string target =
                    named
                    ?? throw new InvalidInputException("no file to write: give its name after that of the weights");
                CheckpointFit? fit = Checkpoint.Convert(
                    source,
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
                Warn(source, architecture);
                return ExitCodes.Success;
            })
        );
        return command;
    }

    /// <summary>Says what of the file was left out, and which values no network should have.</summary>
    private static void Warn(string source, Architecture? architecture)
    {
        using CheckpointFile file = CheckpointFile.Open(source, architecture);
        foreach (string unread in file.Summary.Unread)
            Console.Error.WriteLine($"left out: {unread}, which is not converted; the network has no part in it");
        foreach ((string name, long count) in file.NotFinite())
            Console.Error.WriteLine(
                $"warning: '{Printable.Name(name)}': {count:N0} of {file.Weights[name].Count:N0} values are no finite "
                    + "numbers (NaN or infinite), converted as they are; no command loads such a network"
            );
    }

    /// <summary>A weight file of a built-in study, or of others, as an ONNX file.</summary>
    private static int ToOnnx(string source, string? named, string? architecture)
    {
        string target = named ?? Path.ChangeExtension(Path.GetFileName(source), ".onnx");
        if (!OnnxFiles.IsNamed(target))
            throw new InvalidInputException($"{target}: the converted file is an ONNX file, name it *.onnx");
        (NormalizedModel model, Architecture found, int size, int classes) = NetworkSource.Load(source, architecture);
        using (model)
            OnnxExport.Write(target, model, found, size, classes);
        Console.WriteLine(
            $"{target}: {found.Name}, {classes} classes, {size} x {size} pixels, "
                + $"{new FileInfo(target).Length:N0} bytes, sha256 {Sha256.OfFile(target)}"
        );
        return ExitCodes.Success;
    }
}
