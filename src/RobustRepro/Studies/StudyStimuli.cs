using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Probes;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;

namespace RobustRepro.Studies;

/// <summary>The images of a study. They are made or read when they are first asked for.</summary>
/// <param name="sets">Every stimulus set.</param>
public sealed class StudyStimuli(Func<IReadOnlyDictionary<StimulusName, IStimulusSet>> sets) : IDisposable
{
    private readonly Lazy<IReadOnlyDictionary<StimulusName, IStimulusSet>> lazySets = new(sets);

    public IReadOnlyDictionary<StimulusName, IStimulusSet> Sets => lazySets.Value;

    /// <summary>Labelled images for network dissection; null where the study was given none.</summary>
    public Lazy<IProbe>? Probe { get; init; }

    /// <summary>Another probe, for a sensitivity row of claims about units; null for none.</summary>
    public Lazy<IProbe>? SecondProbe { get; init; }

    /// <summary>Numbers of the probe's concepts that no training image shows.</summary>
    public Func<IReadOnlySet<int>> UnseenConcepts { get; init; } = () => new HashSet<int>();

    /// <summary>How a set is answered; by the class with the highest logit unless set.</summary>
    public Func<StimulusName, AnswerRule> RuleOf { get; init; } = _ => AnswerRule.HighestLogit;

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

    private StimulusSet Spread(IStimulusSet set, int most)
    {
        int count = Math.Min(Math.Min(most, MostInMemory), set.Count);
        return set.Select([.. Enumerable.Range(0, count).Select(i => (int)((long)i * set.Count / count))]);
    }
}
