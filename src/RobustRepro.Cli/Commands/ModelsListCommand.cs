using System.CommandLine;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies;
using Spectre.Console;

namespace RobustRepro.Cli.Commands;

/// <summary><c>models list</c>: the architectures and the trained networks that come with the suite.</summary>
internal static class ModelsListCommand
{
    private const int ImageNetClasses = 1000;

    public static Command Build()
    {
        var command = new Command("list", "Lists the architectures and the trained networks that come with the suite.");
        Option<bool> json = SharedOptions.Json();
        command.Add(json);
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                if (result.GetValue(json))
                {
                    JsonOutput.Write(
                        StudyRegistry
                            .BuiltIn.SelectMany(Files)
                            .Select(f => new
                            {
                                f.Study,
                                Network = Path.GetFileNameWithoutExtension(f.Path),
                                Bytes = new FileInfo(f.Path).Length,
                                Sha256 = Sha256.OfFile(f.Path),
                            })
                    );
                    return ExitCodes.Success;
                }
                TorchRuntime.Start();
                Show(
                    $"Small networks of the built-in studies ({TrifeatureGenerator.ClassCount} classes)",
                    ModelRegistry.Small,
                    TrifeatureGenerator.ClassCount
                );
                Show(
                    $"ImageNet networks ({ImageNetClasses:N0} classes); weights come from files of yours",
                    ModelRegistry.ImageNet,
                    ImageNetClasses
                );
                foreach (string study in StudyRegistry.BuiltIn)
                {
                    (string Study, string Path)[] files = [.. Files(study)];
                    Console.WriteLine($"{study}: {files.Length} trained networks");
                    foreach ((_, string file) in files)
                        Console.WriteLine(
                            $"  {Path.GetFileNameWithoutExtension(file), -24} "
                                + $"{new FileInfo(file).Length, 10:N0} bytes  sha256 {Sha256.OfFile(file)}"
                        );
                }
                return ExitCodes.Success;
            })
        );
        return command;
    }

    private static IEnumerable<(string Study, string Path)> Files(string study) =>
        Directory.Exists(Fixtures.Weights(study))
            ? Directory
                .GetFiles(Fixtures.Weights(study), "*.safetensors")
                .Where(f => !CompanionFile.Is(f))
                .Order(StringComparer.Ordinal)
                .Select(f => (study, f))
            : [];

    private static void Show(string title, IReadOnlyList<Architecture> architectures, int classes)
    {
        Console.WriteLine(title);
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("architecture", "stands for", "pixels", "parameters", "layers to hook", "description");
        foreach (Architecture architecture in architectures)
        {
            using NormalizedModel model = ModelRegistry.Create(
                architecture,
                architecture.InputSizes[0],
                classes,
                architecture.Normalization
            );
            table.AddRow(
                architecture.Name,
                architecture.Family,
                string.Join(" or ", architecture.InputSizes),
                $"{ModelRegistry.ParameterCount(model):N0}",
                string.Join(" ", architecture.Layers),
                architecture.Description
            );
        }
        AnsiConsole.Write(table);
    }
}
