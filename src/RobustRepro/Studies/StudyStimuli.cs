using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring;
using RobustRepro.Probes;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>The images of a study. They are made or read when they are first asked for.</summary>
/// <param name="sets">Every stimulus set.</param>
public sealed class StudyStimuli(Func<IReadOnlyDictionary<StimulusName, IStimulusSet>> sets) : IDisposable
{
    /// <summary>Cue-conflict images for ablation, where they are read from files.</summary>
    private const int AblationImages = 450;

    private readonly Lazy<IReadOnlyDictionary<StimulusName, IStimulusSet>> lazySets = new(sets);

    public IReadOnlyDictionary<StimulusName, IStimulusSet> Sets => lazySets.Value;

    /// <summary>Sets that ablations of units are asked besides intact and cue-conflict images, where a study has
    /// them.</summary>
    internal static IReadOnlyList<StimulusName> OfAblations { get; } = [StimulusName.Scrambled, StimulusName.Stylized];

    /// <summary>Labelled images for network dissection; null where the study was given none.</summary>
    public Lazy<IProbe>? Probe { get; init; }

    /// <summary>Another probe, for a sensitivity row of claims about units; null for none.</summary>
    public Lazy<IProbe>? SecondProbe { get; init; }

    /// <summary>Numbers of the probe's concepts that no training image shows.</summary>
    public Func<IReadOnlySet<int>> UnseenConcepts { get; init; } = () => new HashSet<int>();

    /// <summary>How a set is answered; by the class with the highest logit unless set.</summary>
    public Func<StimulusName, AnswerRule> RuleOf { get; init; } = _ => AnswerRule.HighestLogit;

    /// <summary>Per class of the intact images the type of input that it counts as in claims about units, or -1; null
    /// where every class is a type. With a thousand classes, the images at hand are one or two of each.</summary>
    public IReadOnlyList<int>? TypesOfClasses { get; init; }

    /// <summary>At most so many images of a set of files are held in memory for what is measured of units.</summary>
    public int MostInMemory { get; init; } = int.MaxValue;

    /// <summary>Frees the sets that are in memory; the study cannot be used after it.</summary>
    public void Dispose()
    {
        if (!lazySets.IsValueCreated)
            return;
        if (Sets is IDisposable made)
            made.Dispose();
        else
            Sets.Values.OfType<IDisposable>().ToList().ForEach(set => set.Dispose());
    }

    /// <summary>A set for what is measured of units: as it is where it is in memory, else so many of its images, evenly
    /// spread over it; null where there is no such set.</summary>
    internal Lazy<StimulusSet>? InMemory(StimulusName name, int most = int.MaxValue) =>
        Sets.ContainsKey(name) ? new(() => Sets[name] as StimulusSet ?? Spread(Sets[name], most)) : null;

    /// <summary>Cue-conflict images for what is measured of single units; null where there are none.</summary>
    internal Lazy<StimulusSet>? ConflictsOfEachPair() =>
        Sets.TryGetValue(StimulusName.CueConflict, out IStimulusSet? set)
            ? new(() => EachPair.First(set, SingleUnitRule.ImagesPerPair, MostInMemory))
            : null;

    /// <summary>Looks into hidden units on these images.</summary>
    internal UnitMeasurer UnitMeasurer(torch.Device? device) =>
        new(
            Probe,
            InMemory(StimulusName.Intact),
            InMemory(StimulusName.CueConflict, AblationImages),
            device,
            SecondProbe
        )
        {
            ConflictRule = RuleOf(StimulusName.CueConflict),
            TypesOfClasses = TypesOfClasses,
            ConflictsOfEachPair = ConflictsOfEachPair(),
            Distorted = [.. OfAblations.Select(s => InMemory(s)).OfType<Lazy<StimulusSet>>()],
        };

    private StimulusSet Spread(IStimulusSet set, int most)
    {
        int count = Math.Min(Math.Min(most, MostInMemory), set.Count);
        return set.Select([.. Enumerable.Range(0, count).Select(i => (int)((long)i * set.Count / count))]);
    }
}
