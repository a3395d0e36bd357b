using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RobustRepro.Files;
using RobustRepro.Studies;

namespace RobustRepro.Configuration;

/// <summary>The networks that <c>robustrepro.json</c> names, to be judged again and again: the gate of a team's
/// CI.</summary>
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
        "ClassNames",
        "RobustNormalization",
        "RobustLayers",
        "RobustClassNames",
        "Tolerance",
        "Confidence",
    ];

    /// <summary>By name, in the file's order; none where there is no file, or it names none.</summary>
    /// <exception cref="InvalidInputException">An entry lacks its study or a file, has an unknown key, or a value
    /// that is not one.</exception>
    public static IReadOnlyList<GivenNetworks> Of(SuiteConfiguration configuration)
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
    public static IReadOnlyList<GivenNetworks> Find(SuiteConfiguration configuration, string name)
    {
        IReadOnlyList<GivenNetworks> all = Of(configuration);
        if (all.Count == 0)
            throw new InvalidInputException(
                $"no networks are named: robustrepro.json needs a section \"{Section}\", as in docs/ci.md"
            );
        if (name == "all")
            return all;
        GivenNetworks[] found = [.. all.Where(n => n.Name == name)];
        return found.Length > 0 ? found : throw InvalidInputException.Unknown("network", name, all.Select(n => n.Name));
    }

    private static GivenNetworks[] Read(string path)
    {
        using var content = JsonDocument.Parse(
            CsvTable.Load(path),
            new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        return Find(content.RootElement, Section) is { ValueKind: JsonValueKind.Object } networks
            ? [.. networks.EnumerateObject().Select(n => Read(path, Named(path, n.Name), n.Value))]
            : [];
    }

    private static string Named(string path, string name) =>
        SafeName().IsMatch(name)
            ? name
            : throw new InvalidInputException(
                $"{path}: {Section}:{Printable.Name(name)}: a name is made of letters, digits, dots, hyphens and _"
            );

    private static GivenNetworks Read(string path, string name, JsonElement entry)
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
        OnnxReading standard = Reading("");
        var pair = new GivenPair(Text("Study")!, Files("Standard", Needed("Standard")), [])
        {
            Architecture = Text("Architecture", needed: false),
            OfStandard = standard,
            OfRobust = standard.With(Reading("Robust")),
        };
        JsonElement robust = Needed("Robust");
        return new(
            name,
            robust.ValueKind == JsonValueKind.Object ? Sweep(robust) : [pair with { Robust = Files("Robust", robust) }]
        )
        {
            Tolerance = Number("Tolerance", t => t >= 0, "a number from 0"),
            Confidence = Number("Confidence", c => c is > 0.5 and < 1, "a number between 0.5 and 1") ?? 0.95,
        };

        GivenPair[] Sweep(JsonElement doses)
        {
            GivenPair[] pairs =
            [
                .. doses
                    .EnumerateObject()
                    .Select(d =>
                        pair with
                        {
                            Eps =
                                double.TryParse(
                                    d.Name,
                                    NumberStyles.Float,
                                    CultureInfo.InvariantCulture,
                                    out double eps
                                )
                                && double.IsFinite(eps)
                                && eps > 0
                                    ? eps
                                    : throw new InvalidInputException(
                                        $"{at}: Robust:{Printable.Name(d.Name)} is no eps: expected a number above 0, "
                                            + "and the files of the R that were trained at it"
                                    ),
                            Robust = Files($"Robust:{d.Name}", d.Value),
                        }
                    )
                    .OrderBy(p => p.Eps),
            ];
            return pairs.Length > 1 && pairs.DistinctBy(p => p.Eps).Count() == pairs.Length
                ? pairs
                : throw new InvalidInputException($"{at}: Robust has no two different eps: give a file in their place");
        }

        OnnxReading Reading(string of) =>
            new()
            {
                Normalization = Text($"{of}Normalization", needed: false),
                Layers = Find(entry, $"{of}Layers") is { } layers ? Texts($"{of}Layers", layers) : [],
                ClassNames = Text($"{of}ClassNames", needed: false) is { } names
                    ? Path.GetFullPath(names, folder)
                    : null,
            };

        double? Number(string key, Func<double, bool> fits, string expected) =>
            Find(entry, key) switch
            {
                null => null,
                { ValueKind: JsonValueKind.Number } number when fits(number.GetDouble()) => number.GetDouble(),
                _ => throw new InvalidInputException($"{at}: {key} is not {expected}"),
            };

        string[] Files(string key, JsonElement value)
        {
            string[] files =
                value.ValueKind == JsonValueKind.Array ? Texts(key, value)
                : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
                : [];
            // one run twice would pass for two that agree
            if (
                files.GroupBy(f => Path.GetFullPath(f, folder)).FirstOrDefault(f => f.Count() > 1) is { Key: var twice }
            )
                throw new InvalidInputException($"{at}: {key} names {twice} twice; each file is a run of its own");
            return files.Length > 0 && files.All(f => f.Length > 0)
                ? [.. files.Select(f => Path.GetFullPath(f, folder))]
                : throw new InvalidInputException($"{at}: {key} is neither a file nor a list of files");
        }

        string[] Texts(string key, JsonElement value) =>
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(l => l.ValueKind == JsonValueKind.String)
                ? [.. value.EnumerateArray().Select(l => l.GetString()!)]
                : throw new InvalidInputException($"{at}: {key} is not a list of names");

        JsonElement Needed(string key) =>
            Find(entry, key) ?? throw new InvalidInputException($"{at}: no {key}; it needs Study, Standard and Robust");

        string? Text(string key, bool needed = true) =>
            (needed ? Needed(key) : Find(entry, key)) switch
            {
                null => null,
                { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } value => value,
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
