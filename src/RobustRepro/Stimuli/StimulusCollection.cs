using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RobustRepro.Stimuli;

/// <summary>Stimulus sets by name, in the order in which they were added; each is made when it is first asked for, and
/// once. Reading is safe from several threads.</summary>
internal sealed class StimulusCollection : IReadOnlyDictionary<StimulusName, IStimulusSet>, IDisposable
{
    private readonly OrderedDictionary<StimulusName, Lazy<StimulusSet>> sets = [];

    public int Count => sets.Count;

    public IEnumerable<StimulusName> Keys => sets.Keys;

    public IEnumerable<IStimulusSet> Values => Keys.Select(Get);

    public IStimulusSet this[StimulusName key] => Get(key);

    /// <summary>A set that is there already.</summary>
    public void Add(StimulusSet set) => sets.Add(set.Name, new(set));

    /// <param name="make">Makes the set of this name.</param>
    public void Add(StimulusName name, Func<StimulusSet> make) => sets.Add(name, new(make));

    /// <exception cref="KeyNotFoundException">There is no set of that name.</exception>
    public StimulusSet Get(StimulusName name) => sets[name].Value;

    public bool ContainsKey(StimulusName key) => sets.ContainsKey(key);

    public bool TryGetValue(StimulusName key, [MaybeNullWhen(false)] out IStimulusSet value)
    {
        value = ContainsKey(key) ? Get(key) : null;
        return value is not null;
    }

    /// <summary>Frees the sets that were made.</summary>
    public void Dispose()
    {
        foreach (Lazy<StimulusSet> set in sets.Values.Where(s => s.IsValueCreated))
            set.Value.Dispose();
    }

    public IEnumerator<KeyValuePair<StimulusName, IStimulusSet>> GetEnumerator() =>
        Keys.Select(name => KeyValuePair.Create(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
