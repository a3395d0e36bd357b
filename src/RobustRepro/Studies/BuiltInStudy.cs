using System.Security.Cryptography;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A study of the Small networks, whose weights come with the suite.</summary>
/// <param name="name">Of the study, and of its folder in fixtures.</param>
/// <param name="inputs">Weights elsewhere, or pairs of weight files to be judged in place of the study's
/// networks.</param>
public abstract class BuiltInStudy(string name, StudyInputs inputs, torch.Device? device)
    : NetworkStudy(device, inputs.Precision)
{
    private readonly string weights = inputs.Weights ?? Fixtures.Weights(name);

    public override string Name => name;

    public override IReadOnlyList<Architecture> Architectures => ModelRegistry.Small;

    public sealed override IReadOnlyList<int> SeedsOf(string architecture) =>
        GivenPair(architecture) is null ? Seeds(architecture) : [0];

    public sealed override IReadOnlyList<int> ControlSeedsOf(string architecture) =>
        GivenPair(architecture) is null ? ControlSeeds(architecture) : [];

    public sealed override IReadOnlyList<int> MatchedSeedsOf(string architecture) =>
        GivenPair(architecture) is null ? MatchedSeeds(architecture) : [];

    public override string PairLabel(int seed) => inputs.Networks.Count == 0 ? base.PairLabel(seed) : "S and R";

    public override NormalizedModel Load(NetworkId id) =>
        GivenPair(id.Architecture) is null
            ? WeightFile.Load(PathOf(id), id, Name)
            : WeightFile.Load(PathOf(id), id.Architecture, Name);

    protected override string SourceOf(NetworkId id)
    {
        string path = PathOf(id);
        return $"{Path.GetFileName(path)} SHA-256 {WeightFile.Sha256(path)}";
    }

    /// <summary>Seeds of the study's own networks.</summary>
    protected abstract IReadOnlyList<int> Seeds(string architecture);

    /// <summary>Seeds of the study's own S for the control.</summary>
    protected abstract IReadOnlyList<int> ControlSeeds(string architecture);

    /// <summary>Seeds of the study's own S that were stopped at R's clean accuracy; none by default.</summary>
    protected virtual IReadOnlyList<int> MatchedSeeds(string architecture) => [];

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
                $"{path}: no weights of {id}: train them with 'robustrepro train --study {Name} --arch "
                    + $"{id.Architecture} --mode {id.Mode.ToString().ToLowerInvariant()} --seed {id.Seed} "
                    + $"--out {weights}'"
            );
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
