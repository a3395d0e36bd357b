using System.Security.Cryptography;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A study of the Small networks, whose weights come with the suite.</summary>
/// <param name="name">Of the study, and of its folder in fixtures.</param>
/// <param name="weights">Folder of the weight files; null for those that come with the suite.</param>
public abstract class BuiltInStudy(string name, string? weights, torch.Device? device) : NetworkStudy(device)
{
    private readonly string weights = weights ?? Fixtures.Weights(name);

    public override string Name => name;

    public override IReadOnlyList<Architecture> Architectures => ModelRegistry.Small;

    public override NormalizedModel Load(NetworkId id)
    {
        string path = WeightFile.PathOf(weights, id);
        return File.Exists(path)
            ? WeightFile.Load(path, id)
            : throw new InvalidInputException($"{path}: no weights of {id}: train them with 'robustrepro train --study {Name} --arch {id.Architecture} --mode {id.Mode.ToString().ToLowerInvariant()} --seed {id.Seed} --out {weights}'");
    }

    protected override string SourceOf(NetworkId id)
    {
        string path = WeightFile.PathOf(weights, id);
        return $"{Path.GetFileName(path)} SHA-256 {WeightFile.Sha256(path)}";
    }

    /// <summary>SHA-256 of the pixels of all sets, in the order of their names; lower-case hexadecimal.</summary>
    protected static string Hash(IEnumerable<StimulusSet> sets)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (StimulusSet set in sets.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            using torch.Tensor packed = set.Images.contiguous();
            hash.AppendData(packed.bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
