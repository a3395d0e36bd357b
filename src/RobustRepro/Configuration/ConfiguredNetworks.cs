using System.Text.Json;
using System.Text.RegularExpressions;
using RobustRepro.Files;

namespace RobustRepro.Configuration;

/// <summary>The networks that <c>robustrepro.json</c> names, each a pair to be judged again and again: the gate of a
/// team's CI.</summary>
public static partial class ConfiguredNetworks
{
    /// <summary>The section of the file.</summary>
    public const string Section = "Networks";

    private static readonly string[] Keys =
    [
        "Study",
        "Standard",
        "Robust",
        "Architecture",
        "Normalization",
        "Layers",
        "Tolerance",
    ];

    /// <summary>By name, in the file's order; none where there is no file, or it names none.</summary>
    /// <exception cref="InvalidInputException">An entry lacks its study or a file, or has an unknown key.</exception>
    public static IReadOnlyList<(string Name, GivenPair Pair)> Of(SuiteConfiguration configuration)
    {
        if (configuration.File is not { } path)
            return [];
        try
        {
            return Read(path);
        }
        // texts are decoded when they are asked for: half a surrogate pair shows only then
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException($"{path}: {Section}: not valid JSON ({Printable.Line(e.Message)})", e);
        }
    }

    /// <summary>The ones that are asked for.</summary>
    /// <param name="name">One of them, or <c>all</c>.</param>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public static IReadOnlyList<(string Name, GivenPair Pair)> Find(SuiteConfiguration configuration, string name)
    {
        IReadOnlyList<(string Name, GivenPair Pair)> all = Of(configuration);
        if (all.Count == 0)
            throw new InvalidInputException(
                $"no networks are named: robustrepro.json needs a section \"{Section}\", as in docs/ci.md"
            );
        if (name == "all")
            return all;
        (string, GivenPair)[] found = [.. all.Where(n => n.Name == name)];
        return found.Length > 0 ? found : throw InvalidInputException.Unknown("network", name, all.Select(n => n.Name));
    }

    private static (string Name, GivenPair Pair)[] Read(string path)
    {
        using var content = JsonDocument.Parse(
            CsvTable.Load(path),
            new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        return Find(content.RootElement, Section) is { ValueKind: JsonValueKind.Object } networks
            ? [.. networks.EnumerateObject().Select(n => (Named(path, n.Name), Read(path, n.Name, n.Value)))]
            : [];
    }

    private static string Named(string path, string name) =>
        SafeName().IsMatch(name)
            ? name
            : throw new InvalidInputException(
                $"{path}: {Section}:{Printable.Name(name)}: a name is made of letters, digits, dots, hyphens and _"
            );

    private static GivenPair Read(string path, string name, JsonElement entry)
    {
        string at = $"{path}: {Section}:{name}";
        if (entry.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException($"{at}: expected an object with Study, Standard and Robust");
        foreach (JsonProperty property in entry.EnumerateObject())
        {
            if (!Keys.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
                throw new InvalidInputException(
                    $"{at}: unknown key '{Printable.Name(property.Name)}';{NearestName.Question(property.Name, Keys)} "
                        + $"it may have {string.Join(", ", Keys)}"
                );
        }
        string folder = Path.GetDirectoryName(path)!;
        return new(Text("Study")!, InFolder("Standard"), InFolder("Robust"))
        {
            Architecture = Text("Architecture", needed: false),
            Normalization = Text("Normalization", needed: false),
            Layers = Find(entry, "Layers") switch
            {
                null => [],
                { ValueKind: JsonValueKind.Array } list
                    when list.EnumerateArray().All(l => l.ValueKind == JsonValueKind.String) =>
                [
                    .. list.EnumerateArray().Select(l => l.GetString()!),
                ],
                _ => throw new InvalidInputException($"{at}: Layers is not a list of names"),
            },
            Tolerance = Find(entry, "Tolerance") switch
            {
                null => null,
                { ValueKind: JsonValueKind.Number } number when number.GetDouble() is >= 0 and var tolerance =>
                    tolerance,
                _ => throw new InvalidInputException($"{at}: Tolerance is not a number from 0"),
            },
        };

        string InFolder(string key) => Path.GetFullPath(Text(key)!, folder);

        string? Text(string key, bool needed = true) =>
            Find(entry, key) switch
            {
                { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value,
                null when !needed => null,
                null => throw new InvalidInputException($"{at}: no {key}; it needs Study, Standard and Robust"),
                _ => throw new InvalidInputException($"{at}: {key} is no text"),
            };
    }

    private static JsonElement? Find(JsonElement entry, string key) =>
        entry
            .EnumerateObject()
            .Where(p => p.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
            .Select(p => (JsonElement?)p.Value)
            .FirstOrDefault();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+$")]
    private static partial Regex SafeName();
}
