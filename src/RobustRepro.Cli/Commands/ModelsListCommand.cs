using System.CommandLine;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies;
using RobustRepro.Training;
using Spectre.Console;

namespace RobustRepro.Cli.Commands;

/// <summary><c>models list</c>: the architectures and the trained networks that come with the suite.</summary>
internal static class ModelsListCommand
{
    private const int ImageNetClasses = 1000;

    public static Command Build()
    {
        var command = new Command("list", "Lists the architectures and the trained networks that come with the suite.");
        command.SetAction(_ =>
            CommandRunner.Run(() =>
            {
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
                    string[] files = Directory.Exists(Fixtures.Weights(study))
                        ? Directory.GetFiles(Fixtures.Weights(study), "*.safetensors")
                        : [];
                    Console.WriteLine($"{study}: {files.Length} trained networks");
                    foreach (string file in files.Order(StringComparer.Ordinal))
                        Console.WriteLine(
                            $"  {Path.GetFileNameWithoutExtension(file), -24} "
                                + $"{new FileInfo(file).Length, 10:N0} bytes  sha256 {WeightFile.Sha256(file)}"
                        );
                }
                return ExitCodes.Success;
            })
        );
        return command;
    }

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
