using System.Collections;
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
            file = new ConfigurationBuilder().AddJsonFile(path, optional: false).Build();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw new InvalidInputException($"{path}: not valid JSON ({(e.InnerException ?? e).Message})", e);
        }
        string folder = Path.GetDirectoryName(path)!;
        return
        [
            .. from entry in file.AsEnumerable()
            where entry.Value is not null
            let setting = Find(entry.Key, path)
            select (setting, setting.IsPath && entry.Value != "" ? Path.GetFullPath(entry.Value, folder) : entry.Value),
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

    private Setting Find(string key, string source) =>
        known.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidInputException(
            $"{source}: unknown setting '{key}';{NearestName.Question(key, known.Select(s => s.Key))} "
                + "'robustrepro settings list' shows every key"
        );
}
