using System.Globalization;
using RobustRepro.Datasets.Download;
using RobustRepro.Files;
using RobustRepro.Studies;

namespace RobustRepro.Configuration;

/// <summary>
/// Settings of the suite: <c>robustrepro.json</c> in the working folder or above it, over it environment variables
/// (<c>ROBUSTREPRO__Studies__Trifeature__Weights</c>), over them <c>--set KEY=VALUE</c>. The environment part is also
/// how a runsettings file reaches <c>dotnet test</c>. What <c>data get</c> fetched is found without a setting.
/// </summary>
public sealed class SuiteConfiguration
{
    private const string DefaultSource = "default",
        DataKey = "Data:Folder";

    private readonly Dictionary<string, SettingValue> values;

    private SuiteConfiguration(Dictionary<string, SettingValue> values, string? file)
    {
        this.values = values;
        File = file;
    }

    /// <summary>Every key.</summary>
    public static IReadOnlyList<Setting> Known { get; } =
    [
        new("Device", "where networks run: auto, cpu, cuda or cuda:N", "auto"),
        new("Threads", "threads libtorch computes with; 0 for one per core", "0"),
        new("Report", "folder the report is written to", "report") { IsPath = true },
        new(DataKey, "folder that data get fetches to, and where data are found", "data") { IsPath = true },
        new("Studies:Trifeature:Weights", "folder of weights; empty for those that come with the suite", "")
        {
            IsPath = true,
        },
        new("Studies:Cifar10:Weights", "folder of weights; empty for those that come with the suite", "")
        {
            IsPath = true,
        },
        new("Studies:Cifar10:Images", "the official archive, a zip, or a folder with train/CLASS and test/CLASS", "")
        {
            IsPath = true,
            FoundIn = ["cifar10-images", "cifar10"],
        },
        new("Studies:Cifar10:Stimuli", "a copy of github.com/rgeirhos/texture-vs-shape, or a zip of its stimuli", "")
        {
            IsPath = true,
            FoundIn = ["texture-vs-shape"],
        },
        .. ImagenetSettings.All,
    ];

    /// <summary>The <c>robustrepro.json</c> that was read, or null.</summary>
    public string? File { get; }

    /// <summary>Every setting, with its value and where that comes from.</summary>
    public IReadOnlyList<SettingValue> Values => [.. Known.Select(s => values[s.Key])];

    public string Device => Value("Device");

    public string Report => Value("Report");

    /// <summary>Where <c>data get</c> puts what it fetches.</summary>
    public string DataFolder => Value(DataKey);

    /// <summary>Null for libtorch's default.</summary>
    public int? Threads
    {
        get
        {
            string text = Value("Threads");
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) || threads > 1024)
                throw new InvalidInputException(
                    $"setting Threads is '{text}', expected a number from 0 (one per core) to 1024"
                );
            return threads == 0 ? null : threads;
        }
    }

    /// <summary>Where a study's images are, or null where nothing is set.</summary>
    public string? ImagesOf(string study) => Optional($"Studies:{study}:Images");

    /// <summary>All that is set for a study.</summary>
    /// <exception cref="InvalidInputException">A size or a precision is none.</exception>
    public StudyInputs InputsOf(string study) =>
        ImagenetSettings.IsOf(study)
            ? ImagenetSettings.Inputs(Optional)
            : new()
            {
                Weights = Optional($"Studies:{study}:Weights"),
                Images = ImagesOf(study),
                CueConflict = Optional($"Studies:{study}:Stimuli"),
            };

    /// <param name="overrides">KEY=VALUE, as given with --set. Without a value: as if it were set nowhere.</param>
    /// <param name="folder">Where to look for robustrepro.json, and above; null for the working folder.</param>
    /// <exception cref="InvalidInputException">An unknown key, an override without '=', or a malformed
    /// file.</exception>
    public static SuiteConfiguration Load(IEnumerable<string>? overrides = null, string? folder = null)
    {
        var sources = new SettingSources(Known);
        string at = folder ?? Directory.GetCurrentDirectory();
        string? file = SettingSources.FindFile(at);
        var values = Known.ToDictionary(
            s => s.Key,
            s => new SettingValue(s, s.Default, DefaultSource),
            StringComparer.OrdinalIgnoreCase
        );
        void Set(IEnumerable<(Setting Setting, string Value)> given, string source)
        {
            // An empty value takes back what was said before it, for example on the command line what the file says.
            foreach ((Setting setting, string value) in given)
                values[setting.Key] =
                    value == "" ? new(setting, setting.Default, DefaultSource) : new(setting, value, source);
        }
        if (file is not null)
            Set(sources.OfFile(file), file);
        Set(sources.OfEnvironment(), "environment");
        Set(sources.OfCommandLine(overrides ?? []), "--set");
        if (values[DataKey] is { Source: DefaultSource } data)
            values[DataKey] = data with { Value = DefaultDataFolder(data.Value, file, folder) };
        foreach (SettingValue unset in values.Values.Where(v => v.Value == "").ToArray())
        {
            if (Found(unset.Setting, values[DataKey].Value) is { } path)
                values[unset.Setting.Key] = new(unset.Setting, path, $"found in {values[DataKey].Value}");
        }
        return new(values, file);
    }

    /// <summary>Beside the settings, so that it is the same folder wherever below them one works.</summary>
    private static string DefaultDataFolder(string name, string? file, string? folder) =>
        file is not null ? Path.Combine(Path.GetDirectoryName(file)!, name)
        : folder is not null ? Path.Combine(folder, name)
        : name;

    /// <summary>What <c>data get</c> left of the first of the data sets that give the setting, or the folder that it was
    /// unpacked to; null where neither is there and whole.</summary>
    private static string? Found(Setting setting, string folder)
    {
        if (setting.FoundIn.Count == 0 || !Directory.Exists(folder))
            return null;
        var catalogue = DataCatalogue.Load(Path.Combine(Fixtures.Folder, "data", "catalogue.json"));
        var store = new DataStore(folder);
        return setting
            .FoundIn.Select(catalogue.Find)
            .SelectMany(e => new[] { store.PathOf(e), store.FolderOf(e) }.Skip(e.Unpack ? 1 : 0))
            .FirstOrDefault(p => System.IO.File.Exists(p) || Directory.Exists(p));
    }

    private string? Optional(string key) => Value(key) is { Length: > 0 } value ? value : null;

    private string Value(string key) => values.GetValueOrDefault(key)?.Value ?? "";
}
