using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Training;

namespace RobustRepro.Studies.Imagenet;

/// <summary>The user's weight files of AlexNet, GoogLeNet and ResNet-50: one S and one R of each at most.</summary>
/// <param name="files">By architecture.</param>
internal sealed class ImagenetNetworks(IReadOnlyDictionary<string, NetworkFiles> files) : IStudyNetworks
{
    public const int InputSize = 224,
        Classes = 1000;

    public IReadOnlyList<Architecture> Architectures { get; } =
    [.. ModelRegistry.ImageNet.Where(a => Lacking(files, a.Name).Length == 0)];

    /// <summary>One network at a time: each is large enough for all threads, and the memory of two would be twice as
    /// much.</summary>
    public int SideBySide => 1;

    /// <summary>Architectures without a pair, of those that the user named any network of; of all where none was
    /// named.</summary>
    public IEnumerable<MissingInput> Missing =>
        from architecture in ModelRegistry.ImageNet
        where files.Count == 0 || files.ContainsKey(architecture.Name)
        let lacking = Lacking(files, architecture.Name)
        where lacking.Length > 0
        select new MissingInput(
            InputKind.Networks,
            architecture.Name,
            $"no weights of {string.Join(" and of ", lacking.Select(m => m.Network))}: "
                + $"give them with {string.Join(" and ", lacking.Select(m => $"--set {m.Setting}=FILE"))}"
        );

    public IReadOnlyList<int> Seeds(string architecture) => [0];

    public string PairLabel(int seed) => "S and R";

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The file is missing, damaged or of another network.</exception>
    public NormalizedModel Load(NetworkId id)
    {
        Architecture architecture =
            ModelRegistry.ImageNet.FirstOrDefault(a => a.Name == id.Architecture)
            ?? throw InvalidInputException.Unknown(
                "architecture",
                id.Architecture,
                ModelRegistry.ImageNet.Select(a => a.Name)
            );
        if (id.Mode == TrainingMode.Untrained)
            return ModelRegistry.Create(architecture, InputSize, Classes, architecture.Normalization, id.Seed);
        string path = PathOf(id);
        LoadedCheckpoint loaded = Checkpoint.Load(path, architecture, transformInput: TransformOf(id));
        if (loaded.Classes == Classes)
            return loaded.Model;
        loaded.Model.Dispose();
        throw new InvalidInputException(
            $"{path}: its network has {loaded.Classes} classes, expected ImageNet's {Classes}"
        );
    }

    public string Source(NetworkId id)
    {
        if (id.Mode == TrainingMode.Untrained)
            return $"initial weights of seed {id.Seed}";
        string path = PathOf(id);
        Architecture architecture = ModelRegistry.Find(id.Architecture, ModelRegistry.ImageNet);
        using CheckpointFile file = CheckpointFile.Open(path, architecture);
        string transform = architecture.TakesInputTransform
            ? $"; transform_input {InputTransform.Of(file, TransformOf(id))}"
            : "";
        return $"{Path.GetFileName(path)} SHA-256 {Sha256.OfFile(file.FilePath)}: {file.Summary}{transform}";
    }

    public string Fingerprint(NetworkId id)
    {
        if (id.Mode == TrainingMode.Untrained)
            return $"untrained, seed {id.Seed}";
        (string file, string? part) = CheckpointPath.Of(PathOf(id));
        string which = part is null ? "" : $", {part}",
            transform = TransformOf(id) is { } on ? $", transform_input {on}" : "";
        return Sha256.OfFile(file) + which + transform;
    }

    private bool? TransformOf(NetworkId id) =>
        files.GetValueOrDefault(id.Architecture) is not { } pair ? null
        : id.Mode == TrainingMode.Standard ? pair.StandardTransform
        : pair.RobustTransform;

    private string PathOf(NetworkId id)
    {
        NetworkFiles? pair = files.GetValueOrDefault(id.Architecture);
        return (id.Mode == TrainingMode.Standard ? pair?.Standard : pair?.Robust)
            ?? throw new InvalidInputException(
                $"no weights of {id}: give them with --set {Lacking(files, id.Architecture)[0].Setting}=FILE"
            );
    }

    private static (string Network, string Setting)[] Lacking(
        IReadOnlyDictionary<string, NetworkFiles> files,
        string architecture
    )
    {
        NetworkFiles? pair = files.GetValueOrDefault(architecture);
        string setting = $"Studies:Imagenet:{char.ToUpperInvariant(architecture[0])}{architecture[1..]}";
        List<(string, string)> lacking = [];
        if (pair?.Standard is null)
            lacking.Add(("its standard network", $"{setting}:Standard"));
        if (pair?.Robust is null)
            lacking.Add(("its adversarially trained network", $"{setting}:Robust"));
        return [.. lacking];
    }
}
