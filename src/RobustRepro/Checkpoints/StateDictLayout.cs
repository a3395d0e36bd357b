using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>
/// Where a network's weights are among the named tensors of a file, and what their names are. DataParallel puts
/// <c>module.</c> before all names. The robustness library saves its AttackerModel: the network under
/// <c>model.</c>, a second time under <c>attacker.</c>, its normalisation under <c>normalizer.</c>; RobustBench saves
/// network and normalisation under <c>model.</c> and <c>normalize.</c>.
/// </summary>
internal sealed class StateDictLayout
{
    private const string Parallel = "module.";
    private const string Network = "model.";
    private const string Attacker = "attacker.";

    private static readonly string[] Beside = [Attacker, "normalizer.", "normalize."];

    /// <summary>Mean and deviation, by the names after <see cref="Parallel"/>.</summary>
    private static readonly (string Mean, string Deviation)[] NormalizationNames =
    [
        ("normalizer.new_mean", "normalizer.new_std"),
        ("normalize.new_mean", "normalize.new_std"),
        ("normalize.mean", "normalize.std"),
        ("attacker.normalize.new_mean", "attacker.normalize.new_std"),
    ];

    /// <summary>Two layers that the paper's authors and the robustness library call otherwise than torchvision
    /// (anguyen8/shape-bias, loader/model_loader.py and loader/models/alexnet_r.py).</summary>
    private static readonly (string Theirs, string Torchvision)[] Renames =
    [
        ("branch4_conv", "branch4.1"),
        ("last_layer", "classifier.6"),
    ];

    private readonly OrderedDictionary<string, StoredTensor> weights = new(StringComparer.Ordinal);
    private readonly List<string> ignored = [];
    private readonly List<string> renamed = [];

    /// <exception cref="InvalidInputException">Two tensors have one name, or the normalisation in the file is
    /// none.</exception>
    public StateDictLayout(string path, IReadOnlyCollection<KeyValuePair<string, StoredTensor>> tensors)
    {
        string parallel = tensors.All(t => Under(t.Key, Parallel)) ? Parallel : "";
        bool wrapped =
            tensors.Any(t => Under(t.Key, parallel + Network))
            && tensors.All(t => Under(t.Key, parallel + Network) || Beside.Any(b => Under(t.Key, parallel + b)));
        Prefix = wrapped ? parallel + Network : parallel;
        if (wrapped)
            Normalizations = ReadNormalizations(path, tensors, parallel);

        foreach ((string name, StoredTensor tensor) in tensors.Where(t => Under(t.Key, Prefix)))
        {
            string own = Rename(name[Prefix.Length..]);
            if (!weights.TryAdd(own, tensor))
                throw new InvalidInputException($"{path}: two tensors are '{Printable.Name(own)}'");
            if (own != name[Prefix.Length..])
                renamed.Add($"{Printable.Name(name[Prefix.Length..])} to {own}");
        }
        int twins = tensors.Count(t => !Under(t.Key, Prefix) && Under(t.Key, parallel + Attacker));
        if (twins > 0)
            ignored.Add($"{twins} tensors under {parallel}{Attacker} (the network a second time)");
    }

    /// <summary>What was taken from the front of all names.</summary>
    public string Prefix { get; }

    /// <summary>By the names of torchvision, in the order of the file.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Weights => weights;

    public IReadOnlyList<string> Ignored => ignored;

    public IReadOnlyList<string> Renamed => renamed;

    /// <summary>The normalisers in the file, by the name of their mean.</summary>
    public IReadOnlyList<KeyValuePair<string, Normalization>> Normalizations { get; } = [];

    private static bool Under(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal);

    private static string Rename(string name)
    {
        string[] parts =
        [
            .. name.Split('.').Select(part => Renames.FirstOrDefault(r => r.Theirs == part).Torchvision ?? part),
        ];
        return string.Join('.', parts);
    }

    private static List<KeyValuePair<string, Normalization>> ReadNormalizations(
        string path,
        IReadOnlyCollection<KeyValuePair<string, StoredTensor>> tensors,
        string parallel
    )
    {
        Dictionary<string, StoredTensor> byName = tensors.ToDictionary(StringComparer.Ordinal);
        var found = new List<KeyValuePair<string, Normalization>>();
        foreach ((string mean, string deviation) in NormalizationNames)
        {
            if (
                byName.TryGetValue(parallel + mean, out StoredTensor? means)
                && byName.TryGetValue(parallel + deviation, out StoredTensor? deviations)
            )
                found.Add(
                    new(
                        parallel + mean,
                        new(Channels(path, parallel + mean, means), Channels(path, parallel + deviation, deviations))
                    )
                );
        }
        return found;
    }

    private static float[] Channels(string path, string name, StoredTensor tensor)
    {
        if (tensor.Count != 3)
            throw new InvalidInputException(
                $"{path}: {name} is [{string.Join(", ", tensor.Shape)}], expected a value for each of 3 colours"
            );
        using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
        return [.. tensor.ToTensor().to(TorchSharp.torch.float32).data<float>()];
    }
}
