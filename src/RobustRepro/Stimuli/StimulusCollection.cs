using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RobustRepro.Stimuli;

/// <summary>Stimulus sets by name, in the order in which they were added; each is made when it is first asked for, and
/// once. Reading is safe from several threads.</summary>
public sealed class StimulusCollection : IReadOnlyDictionary<string, IStimulusSet>
{
    private readonly OrderedDictionary<string, Lazy<StimulusSet>> sets = [];

    public int Count => sets.Count;

    public IEnumerable<string> Keys => sets.Keys;

    public IEnumerable<IStimulusSet> Values => Keys.Select(Get);

    public IStimulusSet this[string key] => Get(key);

    /// <summary>A set that is there already.</summary>
    public void Add(StimulusSet set) => sets.Add(set.Name, new(set));

    /// <param name="make">Makes the set of this name.</param>
    public void Add(string name, Func<StimulusSet> make) => sets.Add(name, new(make));

    /// <exception cref="KeyNotFoundException">There is no set of that name.</exception>
    public StimulusSet Get(string name) => sets[name].Value;

    public bool ContainsKey(string key) => sets.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IStimulusSet value)
    {
        value = ContainsKey(key) ? Get(key) : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, IStimulusSet>> GetEnumerator() =>
        Keys.Select(name => KeyValuePair.Create(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
