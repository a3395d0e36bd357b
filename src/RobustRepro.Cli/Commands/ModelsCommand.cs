using System.CommandLine;
using RobustRepro.Models;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies;
using Spectre.Console;

namespace RobustRepro.Cli.Commands;

/// <summary><c>models list</c>: the architectures and the trained networks that come with the suite.</summary>
internal static class ModelsCommand
{
    public static Command Build()
    {
        var list = new Command("list", "Lists the architectures and the trained networks that come with the suite.");
        list.SetAction(_ => CommandRunner.Run(() =>
        {
            TorchRuntime.Start();
            Table table = new Table().Border(TableBorder.Rounded).AddColumns("architecture", "stands for", "parameters", "layers to hook", "description");
            foreach (Architecture architecture in ModelRegistry.Small)
            {
                using NormalizedModel model = ModelRegistry.Create(architecture, TrifeatureScene.Size, TrifeatureGenerator.ClassCount, Normalization.Centred);
                table.AddRow(architecture.Name, architecture.Family, $"{ModelRegistry.ParameterCount(model):N0}", string.Join(" ", architecture.Layers), architecture.Description);
            }
            AnsiConsole.Write(table);
            foreach (string study in StudyRegistry.Names)
            {
                string[] files = Directory.Exists(Fixtures.Weights(study)) ? Directory.GetFiles(Fixtures.Weights(study), "*.safetensors") : [];
                Console.WriteLine($"{study}: {files.Length} trained networks");
                foreach (string file in files.Order(StringComparer.Ordinal))
                    Console.WriteLine($"  {Path.GetFileNameWithoutExtension(file),-24} {new FileInfo(file).Length,10:N0} bytes  sha256 {WeightFile.Sha256(file)}");
            }
            return ExitCodes.Success;
        }));
        return new Command("models", "The networks of the suite.") { list };
    }
}
