using System.CommandLine;
using RobustRepro.Checkpoints;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Onnx;
using RobustRepro.Runtime;
using RobustRepro.Studies;

namespace RobustRepro.Cli.Commands;

/// <summary><c>models inspect</c>: what a weight file holds, without loading it.</summary>
internal static class ModelsInspectCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("file")
        {
            Description = "a file of torch.save (.pt, .pth, .tar), safetensors or ONNX",
        };
        Option<string?> transform = NetworkArgument.TransformOption();
        var command = new Command(
            "inspect",
            "Shows what a weight file holds: its format, the networks of the suite that it fits, every tensor."
        )
        {
            path,
            transform,
        };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                bool? asked = OnOff.Parse(result.GetValue(transform), NetworkArgument.TransformInput);
                TorchRuntime.Start();
                if (OnnxFiles.Is(result.GetRequiredValue(path)))
                    return Onnx(OnnxInspection.Of(result.GetRequiredValue(path)));
                using CheckpointFile file = CheckpointFile.Open(result.GetRequiredValue(path));
                CheckpointSummary found = file.Summary;
                // first: what is damaged is refused before anything is printed
                IReadOnlyDictionary<string, long> notFinite = file.NotFinite();
                Line("file", $"{file.FilePath}, {new FileInfo(file.FilePath).Length:N0} bytes");
                Line("format", found.FormatName);
                Line("state dict", found.Place);
                IReadOnlyList<CheckpointFit> fits = CheckpointFit.All(file);
                Line("fits", Fit(fits));
                if (fits[0] is { Problems.Count: 0, Architecture.TakesInputTransform: true })
                    Line("transform", $"transform_input {InputTransform.Of(file, asked)}");
                Line("normaliser", found.Normalization?.ToString() ?? "none in the file");
                if (found.Renamed.Count > 0)
                    Line("renamed", string.Join(", ", found.Renamed));
                foreach (string unread in found.Unread)
                    Line("not read", unread);
                foreach (string ignored in found.Ignored)
                    Line("ignored", ignored);
                foreach ((string key, string value) in file.Metadata)
                    Line("metadata", Printable.Name($"{key} = {value}"));
                Line("tensors", $"{file.Weights.Count}, {file.Weights.Values.Sum(t => t.Count):N0} values");
                if (notFinite.Count > 0)
                    Line(
                        "no numbers",
                        $"{notFinite.Values.Sum():N0} values in {notFinite.Count} tensors are NaN or infinite, marked "
                            + "below"
                    );
                foreach ((string name, StoredTensor tensor) in file.Weights)
                    Console.WriteLine(
                        $"  {Printable.Name(name), -48} {tensor.Type.Lower(), -8} "
                            + $"{(tensor.Shape.Count == 0 ? "scalar" : string.Join(" x ", tensor.Shape))}"
                            + (notFinite.TryGetValue(name, out long none) ? $", {none:N0} NaN or infinite" : "")
                    );
                return ExitCodes.Success;
            })
        );
        return command;
    }

    private static string Fit(IReadOnlyList<CheckpointFit> fits)
    {
        CheckpointFit best = fits[0];
        if (best.Problems.Count == 0)
            return best.ToString();
        CheckpointFit? close = fits.FirstOrDefault(f =>
            !f.Problems.Any(p => p.StartsWith("missing", StringComparison.Ordinal))
        );
        if (best.Classes == 0 && close is not null)
            return $"no network of the suite; closest is {close.Architecture.Name}: {close.ProblemList}";
        return best.Classes == 0
            ? "no network of the suite"
            : $"no network of the suite; closest is {best}: {best.ProblemList}";
    }

    private static int Onnx(OnnxInspection found)
    {
        foreach ((string what, string text) in found.Facts)
            Line(what, text);
        Line("nodes", $"{found.Nodes.Count} that depend on the image; shapes are those of one image");
        foreach ((string layer, string type, string shape) in found.Nodes)
            Console.WriteLine($"  {layer, -48} {type, -20} {shape}");
        return ExitCodes.Success;
    }

    private static void Line(string what, string text) => Console.WriteLine($"{what, -12} {text}");
}
