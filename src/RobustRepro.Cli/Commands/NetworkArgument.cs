using System.CommandLine;
using System.CommandLine.Completions;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Cli.Commands;

/// <summary>The network that a command is about: one of the study's, or a weight file.</summary>
internal static class NetworkArgument
{
    public static Argument<string> Create()
    {
        var argument = new Argument<string>("network")
        {
            Description =
                "a network of the study (googlenet-robust-0), a weight file (.safetensors) made by train, or an ONNX "
                + "file (.onnx) of any network",
            HelpName = "network",
        };
        argument.CompletionSources.Add(_ => Shipped().Select(n => new CompletionItem(n)));
        return argument;
    }

    private static IEnumerable<string> Shipped() =>
        StudyRegistry
            .BuiltIn.Select(Fixtures.Weights)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.safetensors"))
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Distinct();

    /// <summary>The network's identity, and the study opened where its weights are.</summary>
    /// <exception cref="InvalidInputException">There is no such study, architecture or file, or the file holds another
    /// network than its name says.</exception>
    /// <param name="normalization">For an ONNX file: what its network expects of pixels.</param>
    /// <param name="layers">For an ONNX file: layers to look into.</param>
    public static (NetworkId Id, IStudy Study) Open(
        string given,
        string study,
        SuiteConfiguration configuration,
        string? normalization = null,
        params string[] layers
    )
    {
        if (OnnxFiles.Is(given))
            return (
                new(OnnxFiles.Architecture, TrainingMode.Standard, 0),
                StudyRegistry.Open(
                    study,
                    configuration.InputsOf(study) with
                    {
                        Onnx = new(given, given, normalization, layers),
                    },
                    ComputeDevice.Resolve(configuration.Device)
                )
            );
        bool isFile = given.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);
        NetworkId id = isFile ? WeightFile.IdOf(given) : NetworkId.Parse(given);
        if (!isFile)
        {
            IStudy opened = SharedOptions.OpenStudy(study, configuration);
            opened.Architecture(id.Architecture);
            return (id, opened);
        }
        ModelRegistry.Find(id.Architecture);
        if (Path.GetFileNameWithoutExtension(given) != id.ToString())
            throw new InvalidInputException($"{given}: holds the network '{id}'; name the file {id}.safetensors");
        return (
            id,
            StudyRegistry.Open(
                study,
                configuration.InputsOf(study) with
                {
                    Weights = Path.GetDirectoryName(Path.GetFullPath(given)),
                },
                ComputeDevice.Resolve(configuration.Device)
            )
        );
    }
}
