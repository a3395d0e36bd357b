using RobustRepro.Checkpoints.Structure;
using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>
/// Where a network's weights are among the named tensors of a file that has no network of the suite
/// (<see cref="NetworkFinder"/> finds those), and what their names are. DataParallel puts
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

    private readonly OrderedDictionary<string, StoredTensor> weights = new(StringComparer.Ordinal);
    private readonly List<string> ignored = [];
    private readonly List<string> renamed = [];

    /// <exception cref="InvalidInputException">Two tensors have one name, or the normalisation in the file is
    /// none.</exception>
    public StateDictLayout(string path, string? key, IReadOnlyCollection<KeyValuePair<string, StoredTensor>> tensors)
    {
        string parallel = tensors.All(t => Under(t.Key, Parallel)) ? Parallel : "";
        bool wrapped =
            tensors.Any(t => Under(t.Key, parallel + Network))
            && tensors.All(t => Under(t.Key, parallel + Network) || Beside.Any(b => Under(t.Key, parallel + b)));
        string prefix = wrapped ? parallel + Network : parallel;
        IReadOnlyList<KeyValuePair<string, Normalization>> normalizations = wrapped
            ? ReadNormalizations(path, tensors, parallel)
            : [];

        foreach ((string name, StoredTensor tensor) in tensors.Where(t => Under(t.Key, prefix)))
        {
            string own = AuthorsNames.Torchvision(name[prefix.Length..]);
            if (!weights.TryAdd(own, tensor))
                throw new InvalidInputException($"{path}: two tensors are '{Printable.Name(own)}'");
            if (own != name[prefix.Length..])
                renamed.Add($"{Printable.Name(name[prefix.Length..])} to {own}");
        }
        int twins = tensors.Count(t => !Under(t.Key, prefix) && Under(t.Key, parallel + Attacker));
        if (twins > 0)
            ignored.Add($"{twins} tensors under {parallel}{Attacker} (the network a second time)");
        Layout = new(key, prefix, weights, renamed, ignored, normalizations);
    }

    public NetworkLayout Layout { get; }

    private static bool Under(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal);

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
