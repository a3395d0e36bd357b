using System.Collections.Concurrent;
using System.Security.Cryptography;
using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Claims.Units;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Concepts;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Stimuli.Trifeature.Probe;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>The embedded study: generated images of a shape with a texture and a colour, and networks whose weights come with the suite.</summary>
public sealed class TrifeatureStudy : IStudy
{
    private readonly string weights;
    private readonly torch.Device? device;
    private readonly Lazy<IReadOnlyDictionary<string, StimulusSet>> sets = new(() => TrifeatureStimuli.Test());
    private readonly ConcurrentDictionary<NetworkId, Lazy<NetworkMeasurements>> answers = new();
    private readonly ConcurrentDictionary<NetworkId, Lazy<IReadOnlyList<(float Eps, Decisions Answers)>>> underAttack = new();
    private readonly ConcurrentDictionary<NetworkId, Lazy<UnitMeasurements>> units = new();
    private readonly ConcurrentDictionary<string, Lazy<(IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled)>> untrained = new();
    private readonly Lazy<TrifeatureProbe> probe = new(() => TrifeatureStimuli.Probe());
    private readonly Lazy<UnitMeasurer> unitMeasurer;

    /// <param name="weights">Folder of the weight files; null for those that come with the suite.</param>
    public TrifeatureStudy(string? weights = null, torch.Device? device = null)
    {
        this.weights = weights ?? Fixtures.Weights("trifeature");
        this.device = device;
        unitMeasurer = new(() => new(Probe, Stimuli[StimulusSets.Intact], Stimuli[StimulusSets.CueConflict], device));
    }

    public string Name => "trifeature";

    public string Description =>
        $"Generated 64 x 64 images of ten shapes with ten textures in free colours (after Hermann and Lampinen 2020): {TrifeatureStimuli.TestImages} test images, " +
        $"each also as silhouette, contour, flat, texture patch and scrambled, and {90 * TrifeatureStimuli.ImagesPerPair} cue-conflict images over all 90 pairs of shape and texture.";

    public IReadOnlyList<string> Architectures { get; } = [.. ModelRegistry.Small.Select(a => a.Name)];

    public IReadOnlyList<int> Seeds { get; } = [0, 1, 2];

    public IReadOnlyList<int> ControlSeeds { get; } = [3, 4, 5];

    public int SideBySide => device is null or { type: DeviceType.CPU } ? TorchRuntime.Threads : 1;

    /// <summary>The attacks at which networks are measured.</summary>
    public static AttackGrid Attacks { get; } = new(Norm.L2, [0.5f, 1, 2, 3], TrainingEps: 2, Steps: 20, Images: 200);

    /// <summary>Every stimulus set, by name.</summary>
    public IReadOnlyDictionary<string, StimulusSet> Stimuli => sets.Value;

    /// <summary>For network dissection.</summary>
    public IProbe Probe => probe.Value;

    public IReadOnlyList<(string Key, string Value)> Provenance =>
    [
        ("stimuli", $"{Description} SHA-256 of all pixels {Hash(Stimuli)}"),
        ("attack", Attacks.ToString()),
    ];

    public IReadOnlyDictionary<string, string> Remarks { get; } = new Dictionary<string, string>
    {
        ["shape-bias"] = "The texture is faint by construction (0.12 of the range of pixels) and the outline is not, so that shape is the cue that withstands the attack: the claim is given its best chance here.",
        ["shape-less"] = "A tile of a scrambled image still holds a quarter of the outline and, where the object is large, whole corners of it: scrambling takes less of the shape away than from a photograph.",
        ["lower-level"] = "The only robust cue of these images is the shape. A network that withstands the attack has to see it and needs units that do; photographs have robust textures and colours too.",
        ["less-diverse"] = "Concepts are combined freely on the probe, so that a unit cannot have two because they go together in the world.",
    };

    public NetworkMeasurements Measure(NetworkId id, MeasurementParts parts)
    {
        NetworkMeasurements result = answers.GetOrAdd(id, _ => new(() => MeasureOnce(id, (measurer, model) => measurer.Answers(model, id.ToString(), SourceOf(id))))).Value;
        if (parts.HasFlag(MeasurementParts.Attack))
            result = result with { UnderAttack = underAttack.GetOrAdd(id, _ => new(() => MeasureOnce(id, (measurer, model) => measurer.UnderAttack(model, result)))).Value };
        if (parts.HasFlag(MeasurementParts.Units))
            result = result with { Units = units.GetOrAdd(id, _ => new(() => MeasureOnce(id, (_, model) => unitMeasurer.Value.Measure(model, id)))).Value };
        return result;
    }

    public (IReadOnlyList<LayerConcepts> Own, IReadOnlyList<LayerConcepts> Shuffled) Untrained(string architecture) => untrained.GetOrAdd(architecture, name => new(() =>
    {
        using NormalizedModel model = ModelRegistry.Create(ModelRegistry.Find(name), TrifeatureScene.Size, TrifeatureGenerator.ClassCount, Normalization.Centred);
        if (device is not null)
            model.to(device);
        return unitMeasurer.Value.Detectors(model, name);
    })).Value;

    private T MeasureOnce<T>(NetworkId id, Func<NetworkMeasurer, NormalizedModel, T> measure)
    {
        using NormalizedModel model = Load(id);
        if (device is not null)
            model.to(device);
        return measure(new(Stimuli, Attacks, device), model);
    }

    private string SourceOf(NetworkId id)
    {
        string path = WeightFile.PathOf(weights, id);
        return $"{Path.GetFileName(path)} SHA-256 {WeightFile.Sha256(path)}";
    }

    /// <summary>A network of the study, on the CPU, in evaluation mode.</summary>
    /// <exception cref="InvalidInputException">The weights are missing or damaged.</exception>
    public NormalizedModel Load(NetworkId id)
    {
        string path = WeightFile.PathOf(weights, id);
        return File.Exists(path)
            ? WeightFile.Load(path, id)
            : throw new InvalidInputException($"{path}: no weights of {id}: train them with 'robustrepro train --study {Name} --arch {id.Architecture} --mode {id.Mode.ToString().ToLowerInvariant()} --seed {id.Seed} --out {weights}'");
    }

    private static string Hash(IReadOnlyDictionary<string, StimulusSet> sets)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (StimulusSet set in sets.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value))
        {
            using torch.Tensor packed = set.Images.contiguous();
            hash.AppendData(packed.bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
