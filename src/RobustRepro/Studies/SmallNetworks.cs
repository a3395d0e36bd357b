using System.Globalization;
using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>The Small networks of a built-in study, whose weights come with the suite.</summary>
/// <param name="study">Name of the study, and of its folder in fixtures.</param>
/// <param name="inputs">Weights elsewhere, or pairs of weight files to be judged in place of the study's
/// networks.</param>
/// <param name="size">Side of the images, in pixels.</param>
/// <param name="classes">How many there are.</param>
internal sealed class SmallNetworks(string study, StudyInputs inputs, int size, int classes) : IStudyNetworks
{
    private readonly string weights = inputs.Weights ?? Fixtures.Weights(study);

    public IReadOnlyList<Architecture> Architectures =>
        OnlyComplete ? [.. ModelRegistry.Small.Where(a => Lacking(a.Name) is null)] : ModelRegistry.Small;

    public IReadOnlyList<Architecture> Trained => ModelRegistry.Small;

    /// <summary>Whether an architecture is left out as long as a network of it is not trained; otherwise it is an error
    /// to ask for that network.</summary>
    public bool OnlyComplete { get; init; }

    /// <summary>The architectures that are left out.</summary>
    public IEnumerable<MissingInput> Missing =>
        ModelRegistry
            .Small.Select(a => (a.Name, Lacking: Lacking(a.Name)))
            .Where(a => a.Lacking is not null)
            .Select(a => new MissingInput(InputKind.Networks, a.Name, a.Lacking!));

    /// <summary>Seeds of the study's own S and R, of every architecture.</summary>
    public required IReadOnlyList<int> OwnSeeds { get; init; }

    /// <summary>Seeds of the study's own S that were stopped at R's clean accuracy; none by default.</summary>
    public IReadOnlyList<int> OwnMatched { get; init; } = [];

    /// <summary>The study's own networks that were also trained at other widths; none by default.</summary>
    public WidthSeries? OtherWidths { get; init; }

    /// <summary>Where networks run; null for the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>One on a GPU: that is fast enough for them, and the memory is not shared.</summary>
    public int SideBySide => Device is null or { type: DeviceType.CPU } ? TorchRuntime.Threads : 1;

    public IReadOnlyList<int> Seeds(string architecture) =>
        GivenPair(architecture) is null ? inputs.Seeds ?? OwnSeeds : [0];

    public IReadOnlyList<int> MatchedSeeds(string architecture) =>
        GivenPair(architecture) is not null ? []
        : inputs.Seeds is { } seeds ? [.. OwnMatched.Intersect(seeds)]
        : OwnMatched;

    public WidthSeries? Widths =>
        inputs.Networks.Count > 0 || OtherWidths is null ? null
        : inputs.Seeds is { } seeds ? OtherWidths with { Seeds = [.. OtherWidths.Seeds.Intersect(seeds)] }
        : OtherWidths;

    public string? WithoutWidths =>
        Widths is { Seeds.Count: > 0 } widths
            ? Absent([.. widths.Networks], "networks of other widths", widths.Architecture)
            : IStudyNetworks.NoOtherWidths;

    public string PairLabel(int seed) =>
        inputs.Networks.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"seed {seed}") : "S and R";

    public NormalizedModel Load(NetworkId id)
    {
        if (id.Mode == TrainingMode.Untrained)
            return ModelRegistry.Create(
                ModelRegistry.Find(id.Architecture),
                size,
                classes,
                Normalization.Centred,
                id.Seed
            );
        return GivenPair(id.Architecture) is null
            ? WeightFile.Load(PathOf(id), id, study)
            : LoadGiven(PathOf(id), id.Architecture);
    }

    /// <summary>A file that the suite's training made, or one of any origin that fits.</summary>
    private NormalizedModel LoadGiven(string path, string architecture)
    {
        if (WeightFile.IsOne(path))
            return WeightFile.Load(path, architecture, study);
        LoadedCheckpoint loaded = Checkpoint.Load(path, ModelRegistry.Find(architecture), inputSize: size);
        if (loaded.Classes == classes)
            return loaded.Model;
        loaded.Model.Dispose();
        throw new InvalidInputException(
            $"{path}: its network has {loaded.Classes} classes, expected the {classes} of the {study} study"
        );
    }

    public string Source(NetworkId id)
    {
        if (id.Mode == TrainingMode.Untrained)
            return $"initial weights of seed {id.Seed}";
        string path = PathOf(id);
        string hash = $"{Path.GetFileName(path)} SHA-256 {Sha256.OfFile(CheckpointPath.Of(path).File)}";
        if (GivenPair(id.Architecture) is null || WeightFile.IsOne(path))
            return hash;
        using CheckpointFile file = CheckpointFile.Open(path, ModelRegistry.Find(id.Architecture));
        return $"{hash}: {file.Summary}";
    }

    public string Fingerprint(NetworkId id) =>
        id.Mode == TrainingMode.Untrained
            ? $"untrained, seed {id.Seed}, {size} x {size}, {classes} classes"
            : FileFingerprint(CheckpointPath.Of(PathOf(id)));

    /// <summary>Which networks of an architecture are not there, and how they are made; null where none is
    /// missing.</summary>
    private string? Lacking(string architecture)
    {
        if (!OnlyComplete || inputs.Networks.Count > 0 || inputs.Onnx is not null)
            return null;
        NetworkId[] all = [.. this.Trainable().Where(n => n.Architecture == architecture && n.Width == 1)];
        return Absent(all, "networks", architecture);
    }

    /// <summary>Which of these have no weights, and how they are made; null where none is missing.</summary>
    private string? Absent(NetworkId[] all, string what, string architecture)
    {
        string[] lacking = [.. all.Where(n => !File.Exists(WeightFile.PathOf(weights, n))).Select(n => n.ToString())];
        return lacking.Length == 0
            ? null
            : $"{lacking.Length} of its {all.Length} {what} are not in {inputs.Weights ?? "the suite"}, the first is "
                + $"{lacking[0]}: 'robustrepro train --all --study {study} --arch {architecture} --out FOLDER' trains "
                + $"them, --set Studies:{Title(study)}:Weights=FOLDER names them";
    }

    /// <summary>As settings write the study's name.</summary>
    private static string Title(string study) => char.ToUpperInvariant(study[0]) + study[1..];

    private static string FileFingerprint(CheckpointPath path) =>
        Sha256.OfFile(path.File) + (path.Part is null ? "" : $", {path.Part}");

    private (string Standard, string Robust)? GivenPair(string architecture) =>
        inputs.Networks.GetValueOrDefault(architecture) is { Standard: { } standard, Robust: { } robust }
            ? (standard, robust)
            : null;

    /// <exception cref="InvalidInputException">There is no such file.</exception>
    private string PathOf(NetworkId id)
    {
        if (GivenPair(id.Architecture) is { } pair)
            return id.Mode == TrainingMode.Standard ? pair.Standard : pair.Robust;
        string path = WeightFile.PathOf(weights, id);
        return File.Exists(path)
            ? path
            : throw new InvalidInputException(
                $"{path}: no weights of {id}: train them with 'robustrepro train --study {study} --arch "
                    + $"{id.Architecture} --mode {id.Mode.Lower()} --seed {id.Seed} --out {weights}'"
            );
    }
}
