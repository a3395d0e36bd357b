using System.Globalization;
using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints.Structure;

/// <summary>Every tensor of a file in one list: of dictionaries in dictionaries, of lists, and of whole modules
/// (<c>torch.save(model)</c>), which keep their weights in <c>_parameters</c>, <c>_buffers</c> and
/// <c>_modules</c>.</summary>
internal sealed class FlatTensors
{
    private const int Deepest = 12;

    private readonly List<FlatTensor> found = [];
    private readonly List<(string Level, string Name, string Kind)> unread = [];
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    private FlatTensors() { }

    /// <param name="content">As <see cref="TorchFile.Content"/>. It may contain itself.</param>
    public static IReadOnlyList<FlatTensor> Of(object? content)
    {
        var all = new FlatTensors();
        all.Walk(content, "", 0);
        return all.found;
    }

    /// <summary>Names of tensors on one level that are not read (<see cref="UnreadTensors"/>), and their kinds in
    /// words.</summary>
    /// <param name="level">Keys that lead to it, joined by dots; empty at the top.</param>
    public static IEnumerable<(string Name, string Kind)> Unread(object? content, string level)
    {
        var all = new FlatTensors();
        all.Walk(content, "", 0);
        return all.unread.Where(u => u.Level == level).Select(u => (u.Name, u.Kind));
    }

    private static string Joined(string level, string key) => level.Length == 0 ? key : $"{level}.{key}";

    private void Walk(object? value, string level, int depth)
    {
        if (depth > Deepest || value is null or string or byte[] || !seen.Add(value))
            return;
        switch (value)
        {
            case PickleEntries entries:
                Dictionary(entries, level, depth);
                break;
            case InertObject { Attributes: { } attributes } when IsModule(attributes):
                Module(attributes, level, "", value, depth);
                break;
            case InertObject inert:
                Dictionary(inert.Items, level, depth);
                Walk(inert.Attributes, level, depth + 1);
                break;
            case IReadOnlyList<object?> items:
                for (int i = 0; i < items.Count; i++)
                    Walk(items[i], Joined(level, i.ToString(CultureInfo.InvariantCulture)), depth + 1);
                break;
        }
    }

    private void Dictionary(PickleEntries entries, string level, int depth)
    {
        foreach ((object key, object? value) in entries.All)
        {
            if (key is not (string or long))
                continue;
            string name = Convert.ToString(key, CultureInfo.InvariantCulture)!;
            if (value is StoredTensor tensor)
                found.Add(new(level, name, entries, tensor));
            else if (UnreadTensors.Kind(value) is { } kind)
                unread.Add((level, name, kind));
            else
                Walk(value, Joined(level, name), depth + 1);
        }
    }

    private static bool IsModule(PickleEntries attributes) =>
        attributes.Nested("_parameters") is not null && attributes.Nested("_modules") is not null;

    private void Module(PickleEntries attributes, string level, string within, object owner, int depth)
    {
        if (depth > Deepest)
            return;
        foreach (string kind in (string[])["_parameters", "_buffers"])
        {
            if (attributes.Nested(kind) is not { } weights)
                continue;
            found.AddRange(weights.Tensors.Select(t => new FlatTensor(level, within + t.Key, owner, t.Value)));
            unread.AddRange(
                from entry in weights.All
                let of = UnreadTensors.Kind(entry.Value)
                where of is not null && entry.Key is string
                select (level, within + entry.Key, of)
            );
        }
        foreach ((object key, object? child) in attributes.Nested("_modules")!.All)
        {
            if (key is string name && child is InertObject { Attributes: { } own } && IsModule(own) && seen.Add(child))
                Module(own, level, $"{within}{name}.", owner, depth + 1);
        }
    }
}
