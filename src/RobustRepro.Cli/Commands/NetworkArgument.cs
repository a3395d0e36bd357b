using System.CommandLine;
using System.CommandLine.Completions;
using RobustRepro.Checkpoints;
using RobustRepro.Configuration;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Training;

namespace RobustRepro.Cli.Commands;

/// <summary>The network that a command is about: one of the study's, or a weight file of any origin.</summary>
internal static class NetworkArgument
{
    private static readonly string[] Extensions = [".safetensors", ".pt", ".pth", ".tar", ".ckpt", ".bin", ".pkl"];

    public static Argument<string> Create()
    {
        var argument = new Argument<string>("network")
        {
            Description =
                "a network of the study (googlenet-robust-0), a weight file (made by train, of PyTorch, or "
                + "safetensors) or an ONNX file of any network",
            HelpName = "network",
        };
        argument.CompletionSources.Add(_ => Shipped().Select(n => new CompletionItem(n)));
        return argument;
    }

    /// <summary>What a weight file holds; needed only where the file fits several.</summary>
    public static Option<string?> Architecture() =>
        SharedOptions.Architecture("architecture of a weight file (default: the one of the study that it fits)");

    /// <summary>The network's identity, and the study opened with it.</summary>
    /// <param name="given">A name or a path.</param>
    /// <param name="architecture">Of a weight file; null to find out.</param>
    /// <param name="transformInput">on or off, of a GoogLeNet; null where its file is to tell.</param>
    /// <param name="reading">What is known of an ONNX file.</param>
    /// <exception cref="InvalidInputException">There is no such study, architecture or file, or the file holds another
    /// network.</exception>
    public static NamedNetwork Open(
        string given,
        string study,
        string? architecture,
        string? transformInput,
        SuiteConfiguration configuration,
        OnnxReading? reading = null
    )
    {
        if (OnnxFiles.Is(given))
            return new(
                new(OnnxFiles.Architecture, TrainingMode.Standard, 0),
                Path.GetFileName(given),
                Open(
                    study,
                    configuration.InputsOf(study) with
                    {
                        Onnx = new(given, given) { OfStandard = reading ?? new(), OfRobust = reading ?? new() },
                    },
                    configuration
                )
            );
        bool? transform = OnOff.Parse(transformInput, TransformInput);
        StudyInputs inputs = configuration.InputsOf(study);
        CheckpointPath path = CheckpointPath.Of(given);
        if (!Path.Exists(path.File) && !LooksLikePath(path.File))
        {
            var named = NetworkId.Parse(given);
            NetworkFiles? files = inputs.Networks.GetValueOrDefault(named.Architecture);
            bool isGiven = (named.Mode == TrainingMode.Standard ? files?.Standard : files?.Robust) is not null;
            IStudy opened = Open(
                study,
                files is null || !isGiven
                    ? inputs
                    : With(inputs, named.Architecture, Set(files.WithOneForBoth(), transform)),
                configuration
            );
            opened.Architecture(named.Architecture);
            return new(named, named.ToString(), opened);
        }
        InputFile.Require(path.File, "weight file");
        NetworkId id = WeightFile.IsOne(path.File)
            ? WeightFile.IdOf(path.File)
            : new(architecture ?? Fitting(given, study), TrainingMode.Standard, 0);
        if (architecture is not null && id.Architecture != architecture)
            throw new InvalidInputException($"{given}: holds the network '{id}', expected one of {architecture}");
        IStudy own = Open(study, With(inputs, id.Architecture, NetworkFiles.One(given, transform)), configuration);
        own.Architecture(id.Architecture);
        return new(id, WeightFile.IsOne(path.File) ? id.ToString() : Path.GetFileName(given), own);
    }

    /// <summary>Name of the option that says what a GoogLeNet does to its input.</summary>
    public const string TransformInput = "--transform-input";

    /// <summary>The option of that name.</summary>
    public static Option<string?> TransformOption()
    {
        var option = new Option<string?>(TransformInput)
        {
            Description = "of a GoogLeNet, torchvision's transform_input: on or off (default: as its file tells)",
            HelpName = "on|off",
        };
        option.CompletionSources.Add("on", "off");
        return option;
    }

    private static NetworkFiles Set(NetworkFiles files, bool? transform) =>
        transform is null ? files : files with { StandardTransform = transform, RobustTransform = transform };

    private static StudyInputs With(StudyInputs inputs, string architecture, NetworkFiles files) =>
        inputs with
        {
            Networks = new Dictionary<string, NetworkFiles> { [architecture] = files },
        };

    private static IStudy Open(string study, StudyInputs inputs, SuiteConfiguration configuration) =>
        StudyRegistry.Open(study, inputs, ComputeDevice.Resolve(configuration.Device));

    private static bool LooksLikePath(string given) =>
        given.Contains('/', StringComparison.Ordinal)
        || Extensions.Any(e => given.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The one architecture of the study that a file fits.</summary>
    private static string Fitting(string given, string study)
    {
        IReadOnlyList<Architecture> among = study == ImagenetStudy.Id ? ModelRegistry.ImageNet : ModelRegistry.Small;
        using CheckpointFile file = CheckpointFile.Open(given);
        CheckpointFit[] fits = [.. CheckpointFit.All(file).Where(f => f.Problems.Count == 0)];
        CheckpointFit[] own = [.. fits.Where(f => among.Contains(f.Architecture))];
        if (own is [var only])
            return only.Architecture.Name;
        string what = fits.Length > 0 ? $"it is a {fits[0]}" : "it fits no network of the suite";
        throw new InvalidInputException(
            $"{given}: which architecture of the {study} study it holds cannot be told, {what}; say --arch with one of "
                + $"{string.Join(", ", among.Select(a => a.Name))}, or another --study"
        );
    }

    private static IEnumerable<string> Shipped() =>
        StudyRegistry
            .BuiltIn.Select(Fixtures.Weights)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.safetensors"))
            .Where(f => !CompanionFile.Is(f))
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Distinct();
}
