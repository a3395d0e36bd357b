using System.Collections;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using RobustRepro.Files;

namespace RobustRepro.Configuration;

/// <summary>Reads settings from each place where they can stand, and refuses what is none.</summary>
/// <param name="known">Every key.</param>
internal sealed class SettingSources(IReadOnlyList<Setting> known)
{
    private const string FileName = "robustrepro.json";
    private const string EnvironmentPrefix = "ROBUSTREPRO__";

    /// <summary>The nearest <c>robustrepro.json</c> from a folder upwards, or null.</summary>
    public static string? FindFile(string folder)
    {
        for (DirectoryInfo? at = new(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, FileName);
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    /// <summary>Paths in the file are relative to it.</summary>
    /// <exception cref="InvalidInputException">It is no JSON, or has a key that is none.</exception>
    public IEnumerable<(Setting Setting, string Value)> OfFile(string path)
    {
        IConfigurationRoot file;
        try
        {
            // From a stream: the reader of files says no line and no reason.
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(PlainText.Load(path)));
            file = new ConfigurationBuilder().AddJsonStream(content).Build();
        }
        catch (Exception e)
            when (e is FormatException or InvalidDataException or JsonException or InvalidOperationException)
        {
            throw new InvalidInputException($"{path}: not valid JSON ({Printable.Line(e.Message)})", e);
        }
        string folder = Path.GetDirectoryName(path)!;
        return
        [
            .. from end in Ends(file)
            where !IsNetwork(end.Path)
            where end.Value is not null || !IsSection(end.Path)
            let setting = Find(end.Path, path)
            let value = end.Value ?? ""
            select (
                setting,
                setting.IsPath && !string.IsNullOrWhiteSpace(value) ? Path.GetFullPath(value, folder) : value
            ),
        ];
    }

    /// <exception cref="InvalidInputException">A variable with the suite's prefix names no setting.</exception>
    public IEnumerable<(Setting Setting, string Value)> OfEnvironment() =>
        [
            .. from DictionaryEntry variable in Environment.GetEnvironmentVariables()
            let name = (string)variable.Key
            where name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
            let key = name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal)
            select (Find(key, $"environment variable {name}"), (string?)variable.Value ?? ""),
        ];

    /// <param name="overrides">KEY=VALUE, as given with --set.</param>
    /// <exception cref="InvalidInputException">One has no '=', or names no setting.</exception>
    public IEnumerable<(Setting Setting, string Value)> OfCommandLine(IEnumerable<string> overrides) =>
        [
            .. overrides.Select(item =>
            {
                int equals = item.IndexOf('=', StringComparison.Ordinal);
                return equals > 0
                    ? (Find(item[..equals], "--set"), item[(equals + 1)..])
                    : throw new InvalidInputException(
                        $"--set {item}: expected KEY=VALUE, for example --set Device=cpu"
                    );
            }),
        ];

    /// <summary>Where values stand, null among them, and sections without content.</summary>
    private static IEnumerable<IConfigurationSection> Ends(IConfiguration section) =>
        section.GetChildren().SelectMany(child => child.GetChildren().Any() ? Ends(child) : [child]);

    /// <summary>Networks have names of their own, and are read elsewhere.</summary>
    private static bool IsNetwork(string key) =>
        key.Equals(ConfiguredNetworks.Section, StringComparison.OrdinalIgnoreCase)
        || key.StartsWith($"{ConfiguredNetworks.Section}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Known settings lie below: it may stand empty.</summary>
    private bool IsSection(string key) =>
        known.Any(s => s.Key.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));

    private Setting Find(string key, string source) =>
        known.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidInputException(
            $"{source}: unknown setting '{Printable.Name(key)}';{NearestName.Question(key, known.Select(s => s.Key))} "
                + "'robustrepro settings list' shows every key"
        );
}
