using System.Collections.Concurrent;
using RobustRepro.Files;
using RobustRepro.Measures.Synthesis;
using RobustRepro.Measuring;
using RobustRepro.Measuring.Store;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>Everything that a study's measurements depend on, as keys of the store. Null where something on the way
/// cannot say which it is: such a measurement is not kept.</summary>
/// <param name="study">Its name.</param>
internal sealed class StudyKeys(string study, IStudyNetworks networks, StudyStimuli stimuli, AttackGrid attacks)
{
    private const string None = "none";

    private readonly ConcurrentDictionary<StimulusName, Lazy<string?>> sets = new();
    private readonly ConcurrentDictionary<NetworkId, string?> weights = new();
    private readonly Lazy<string> probe = new(() => stimuli.Probe?.Value.Fingerprint() ?? None),
        secondProbe = new(() => stimuli.SecondProbe?.Value.Fingerprint() ?? None);

    /// <summary>Where networks run; null for the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>What answers to images as they are were computed in.</summary>
    public Precision Precision { get; init; }

    /// <summary>A network whose file is the one that is in its keys.</summary>
    /// <exception cref="InvalidInputException">It was replaced after it was hashed.</exception>
    public NormalizedModel Load(NetworkId id)
    {
        string? before = weights.GetOrAdd(id, networks.Fingerprint);
        NormalizedModel model = networks.Load(id);
        if (networks.Fingerprint(id) == before)
            return model;
        model.Dispose();
        throw new InvalidInputException(
            $"{id}: its weights were changed while they were used; run again when nothing writes to them"
        );
    }

    public MeasurementKey? Answers(NetworkId id, StimulusName set) =>
        Key(id, "answers", set.Text, ("precision", $"{Precision}"), ("images", Set(set)), ("rule", Rule(set)));

    public MeasurementKey? Attack(NetworkId id, AttackGrid grid) =>
        Key(
            id,
            "attack",
            StimulusName.Intact.Text,
            ("precision of answers without attack", $"{Precision}"),
            ("images", Set(StimulusName.Intact)),
            ("attack", grid.ToString())
        );

    public MeasurementKey? Filters(NetworkId id) => Key(id, "filters", "");

    public MeasurementKey? Noise(NetworkId id) => Key(id, "noise", "", ("images", InMemory(StimulusName.Intact)));

    public MeasurementKey? Concepts(NetworkId id) => Key(id, "concepts", "", OfConcepts(id));

    public MeasurementKey? Detectors(NetworkId id) => Key(id, "detectors", "", ("probe", probe.Value));

    public MeasurementKey? SingleUnits(NetworkId id) => Key(id, "single-units", "", OfConflicts());

    public MeasurementKey? Pictures(NetworkId id) =>
        Key(id, "pictures", "", [("attack", attacks.ToString()), .. OfConcepts(id)]);

    /// <param name="judges">In the order in which they are asked; they are in the key with their weights.</param>
    public MeasurementKey? Syntheses(NetworkId id, IReadOnlyList<NetworkId> judges)
    {
        string?[] prints = [.. judges.Select(j => weights.GetOrAdd(j, networks.Fingerprint))];
        return Key(
            id,
            "syntheses",
            "",
            ("images", Set(StimulusName.Intact)),
            ("rule", SynthesisRule.Constants),
            (
                "judges",
                prints.Contains(null) ? null : string.Join(", ", judges.Select((j, i) => $"{j.Mode} {prints[i]}"))
            )
        );
    }

    private (string, string?)[] OfConcepts(NetworkId id) =>
        [
            ("mode", $"{id.Mode}"),
            ("probe", probe.Value),
            ("second probe", secondProbe.Value),
            ("images", InMemory(StimulusName.Intact)),
            (
                "types of inputs",
                stimuli.TypesOfClasses is { } types ? Sha256.Of(Sha256.BytesOf([string.Join(",", types)])) : "classes"
            ),
            .. StudyStimuli.OfAblations.Select(s => (s.Text, InMemory(s))),
            .. OfConflicts(),
        ];

    private (string, string?)[] OfConflicts() =>
        [("conflicts", InMemory(StimulusName.CueConflict)), ("rule of conflicts", Rule(StimulusName.CueConflict))];

    private MeasurementKey? Key(NetworkId id, string part, string set, params (string What, string? Value)[] more)
    {
        string? print = weights.GetOrAdd(id, networks.Fingerprint);
        if (print is null || more.Any(m => m.Value is null))
            return null;
        Architecture architecture = networks.Architectures.First(a => a.Name == id.Architecture);
        return new(
            study,
            id.ToString(),
            part,
            set,
            [
                ("weights", print),
                ("architecture", $"{architecture.Name}: {string.Join(", ", architecture.Layers)}"),
                .. more.Select(m => (m.What, m.Value!)),
                ("device", $"{Device?.type ?? DeviceType.CPU}"),
                ("libtorch", TorchRuntime.LibTorchVersion),
                ("code", CodeHash.Value),
            ]
        );
    }

    private string? Set(StimulusName name) =>
        stimuli.Sets.ContainsKey(name)
            ? sets.GetOrAdd(name, n => new(() => stimuli.Sets[n].Fingerprint())).Value
            : None;

    /// <summary>A part of a set of files is held in memory for what is measured of units.</summary>
    private string? InMemory(StimulusName name) =>
        Set(name) is { } print ? $"{print}, at most {stimuli.MostInMemory} in memory" : null;

    private string Rule(StimulusName name) => stimuli.RuleOf(name).ToString();
}
