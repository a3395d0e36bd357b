using System.Globalization;
using RobustRepro.Measuring.Store;
using RobustRepro.Studies;
using RobustRepro.Studies.Published;

namespace RobustRepro.Configuration;

/// <summary>
/// Settings of the suite: <c>robustrepro.json</c> in the working folder or above it, over it environment variables
/// (<c>ROBUSTREPRO__Studies__Trifeature__Weights</c>), over them <c>--set KEY=VALUE</c>. The environment part is also
/// how a runsettings file reaches <c>dotnet test</c>. What <c>data get</c> fetched is found without a setting.
/// </summary>
public sealed class SuiteConfiguration
{
    private const string DefaultSource = "default",
        DataKey = "Data:Folder",
        StoreKey = "Measurements:Folder",
        AttackKey = "Attack",
        AutoAttackImagesKey = "AutoAttackImages",
        Pgd = "pgd",
        AutoAttack = "autoattack";

    private readonly Dictionary<string, SettingValue> values;
    private readonly Lazy<MeasurementStore?> lazyStore;

    private SuiteConfiguration(Dictionary<string, SettingValue> values, string? file)
    {
        this.values = values;
        File = file;
        lazyStore = new(() => MeasurementsFolder.Open(Value(StoreKey), Fresh));
    }

    /// <summary>Every key.</summary>
    public static IReadOnlyList<Setting> Known { get; } =
    [
        new("Device", "where networks run: auto, cpu, cuda or cuda:N", "auto"),
        new("Threads", "threads libtorch computes with; 0 for one per core", "0"),
        new(AttackKey, $"attacks on networks: {Pgd}, or {AutoAttack}, which meets the first test images besides", Pgd),
        new(AutoAttackImagesKey, "images that meet AutoAttack, where it is asked for", "100"),
        new("Report", "folder the report is written to", "report") { IsPath = true },
        new(DataKey, "folder that data get fetches to, and where data are found", "data") { IsPath = true },
        new(
            StoreKey,
            $"folder that measurements are kept in, or {MeasurementsFolder.None} to keep none",
            MeasurementsFolder.Default
        )
        {
            IsPath = true,
        },
        new("Studies:Trifeature:Weights", "folder of weights; empty for those that come with the suite", "")
        {
            IsPath = true,
        },
        new("Studies:Trifeature:Seeds", "seeds of the networks to judge, as 0-2 or 3,5; empty for the study's own", ""),
        new("Studies:Cifar10:Seeds", "seeds of the networks to judge, as 0-2 or 3,5; empty for the study's own", ""),
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
        new(
            "Studies:Tinyimagenet:Seeds",
            "seeds of the networks to judge, as 20-24 or 20,22; empty for the study's own",
            ""
        ),
        new("Studies:Tinyimagenet:Weights", "folder of weights; empty for those that come with the suite", "")
        {
            IsPath = true,
        },
        new("Studies:Tinyimagenet:Images", "tiny-imagenet-200 in its official layout, a folder or zip", "")
        {
            IsPath = true,
            FoundIn = ["tiny-imagenet"],
        },
        new("Studies:Tinyimagenet:Stimuli", "a copy of github.com/rgeirhos/texture-vs-shape, or a zip of it", "")
        {
            IsPath = true,
            FoundIn = ["texture-vs-shape"],
        },
        .. ImagenetSettings.All,
        new("Studies:Published:Benchmark", "benchmark.csv of github.com/paulgavrikov/biases_vs_generalization", "")
        {
            IsPath = true,
            FoundIn = [PublishedStudy.BenchmarkData],
        },
        new("Studies:Published:Conditions", "raw-results of paulgavrikov/adversarial_training_vs_humans", "")
        {
            IsPath = true,
            FoundIn = [PublishedStudy.ConditionsData],
        },
    ];

    /// <summary>The <c>robustrepro.json</c> that was read, or null.</summary>
    public string? File { get; }

    /// <summary>Every setting, with its value and where that comes from.</summary>
    public IReadOnlyList<SettingValue> Values => [.. Known.Select(s => values[s.Key])];

    public string Device => Value("Device");

    public string Report => Value("Report");

    /// <summary>Where <c>data get</c> puts what it fetches.</summary>
    public string DataFolder => Value(DataKey);

    /// <summary>Whether everything is measured anew, whatever the store has.</summary>
    public bool Fresh { get; init; }

    /// <summary>Where measurements are read from and kept; null where the setting says none.</summary>
    /// <exception cref="InvalidInputException">The setting names a file.</exception>
    public MeasurementStore? Store => lazyStore.Value;

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
    /// <exception cref="InvalidInputException">A size, a precision or a list of seeds is none.</exception>
    public StudyInputs InputsOf(string study) =>
        (
            ImagenetSettings.IsOf(study)
                ? ImagenetSettings.Inputs(Optional)
                : new()
                {
                    Weights = Optional($"Studies:{study}:Weights"),
                    Seeds = SeedsOf(study),
                    Images = ImagesOf(study),
                    CueConflict = Optional($"Studies:{study}:Stimuli"),
                    Benchmark = Optional($"Studies:{study}:Benchmark"),
                    Conditions = Optional($"Studies:{study}:Conditions"),
                }
        ) with
        {
            AutoAttackImages = AutoAttackImages,
            Store = Store,
        };

    /// <summary>How many images meet AutoAttack; 0 where it is not asked for.</summary>
    /// <exception cref="InvalidInputException">There is no such attack, or it is no number.</exception>
    private int AutoAttackImages
    {
        get
        {
            string attack = Value(AttackKey),
                text = Value(AutoAttackImagesKey);
            if (attack is not (Pgd or AutoAttack))
                throw new InvalidInputException($"setting {AttackKey} is '{attack}', expected {Pgd} or {AutoAttack}");
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int images) || images < 1)
                throw new InvalidInputException(
                    $"setting {AutoAttackImagesKey} is '{text}', expected a number of images from 1"
                );
            return attack == AutoAttack ? images : 0;
        }
    }

    private IReadOnlyList<int>? SeedsOf(string study)
    {
        string key = $"Studies:{study}:Seeds";
        return Optional(key) is { } text ? SeedList.Parse(key, text) : null;
    }

    /// <param name="overrides">KEY=VALUE, as given with --set. Without a value: as if it were set nowhere.</param>
    /// <param name="folder">Where to look for robustrepro.json, and above; null for the working folder.</param>
    /// <param name="fresh">Whether to measure everything anew.</param>
    /// <exception cref="InvalidInputException">An unknown key, an override without '=', or a malformed
    /// file.</exception>
    public static SuiteConfiguration Load(
        IEnumerable<string>? overrides = null,
        string? folder = null,
        bool fresh = false
    )
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
                values[setting.Key] = string.IsNullOrWhiteSpace(value)
                    ? new(setting, setting.Default, DefaultSource)
                    : new(setting, value, source);
        }
        if (file is not null)
            Set(sources.OfFile(file), file);
        Set(sources.OfEnvironment(), "environment");
        Set(sources.OfCommandLine(overrides ?? []), "--set");
        if (values[DataKey] is { Source: DefaultSource } data)
            values[DataKey] = data with { Value = FetchedData.DefaultFolder(data.Value, file, at) };
        var fetched = new FetchedData(values[DataKey].Value);
        foreach (SettingValue unset in values.Values.Where(v => v.Value == "").ToArray())
        {
            if (fetched.For(unset.Setting) is { } path)
                values[unset.Setting.Key] = new(unset.Setting, path, $"found in {values[DataKey].Value}");
        }
        return new(values, file) { Fresh = fresh };
    }

    private string? Optional(string key) => Value(key) is { Length: > 0 } value ? value : null;

    private string Value(string key) => values.GetValueOrDefault(key)?.Value ?? "";
}
