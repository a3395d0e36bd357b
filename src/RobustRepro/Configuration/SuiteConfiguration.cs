using System.Globalization;
using Microsoft.Extensions.Configuration;
using RobustRepro.Studies;

namespace RobustRepro.Configuration;

/// <summary>
/// Settings of the suite: <c>robustrepro.json</c> in the working folder, over it environment variables
/// (<c>ROBUSTREPRO__Studies__Trifeature__Weights</c>), over
/// them <c>--set KEY=VALUE</c>. The environment part is also how a runsettings file reaches <c>dotnet test</c>.
/// </summary>
public sealed class SuiteConfiguration
{
    private const string FileName = "robustrepro.json";
    private const string EnvironmentPrefix = "ROBUSTREPRO__";

    private readonly IConfiguration configuration;

    private SuiteConfiguration(IConfiguration configuration) => this.configuration = configuration;

    /// <summary>Every key.</summary>
    public static IReadOnlyList<Setting> Known { get; } =
    [
        new("Device", "where networks run: auto, cpu, cuda or cuda:N", "auto"),
        new("Threads", "threads libtorch computes with; 0 for one per core", "0"),
        new("Report", "folder the report is written to", "report"),
        new(
            "Studies:Trifeature:Weights",
            "folder of the trifeature networks' weights; empty for those that come with the suite",
            ""
        ),
        new(
            "Studies:Cifar10:Weights",
            "folder of the cifar10 networks' weights; empty for those that come with the suite",
            ""
        ),
        new(
            "Studies:Cifar10:Images",
            "CIFAR-10: the official archive, a zip, or a folder with train/CLASS and test/CLASS",
            ""
        ),
        new(
            "Studies:Cifar10:Stimuli",
            "a copy of github.com/rgeirhos/texture-vs-shape, or a zip of its stimuli; empty to go without",
            ""
        ),
        .. ImagenetSettings.All,
    ];

    public string Device => Value("Device");

    public string Report => Value("Report");

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

    /// <param name="overrides">KEY=VALUE, as given with --set.</param>
    /// <param name="folder">Where to look for robustrepro.json.</param>
    /// <exception cref="InvalidInputException">An unknown key, an override without '=', or a malformed
    /// file.</exception>
    public static SuiteConfiguration Load(IEnumerable<string>? overrides = null, string? folder = null)
    {
        string path = Path.GetFullPath(Path.Combine(folder ?? Directory.GetCurrentDirectory(), FileName));
        var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (string item in overrides ?? [])
        {
            int equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InvalidInputException($"--set {item}: expected KEY=VALUE, for example --set Device=cpu");
            given[item[..equals]] = item[(equals + 1)..];
        }
        try
        {
            IConfigurationRoot file = new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();
            RequireKnown(file, path);
            IConfigurationRoot overriding = new ConfigurationBuilder().AddInMemoryCollection(given).Build();
            RequireKnown(overriding, "--set");
            return new(
                new ConfigurationBuilder()
                    .AddConfiguration(file)
                    .AddEnvironmentVariables(EnvironmentPrefix)
                    .AddConfiguration(overriding)
                    .Build()
            );
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw new InvalidInputException($"{path}: not valid JSON ({(e.InnerException ?? e).Message})", e);
        }
    }

    private static void RequireKnown(IConfiguration given, string source)
    {
        foreach ((string key, string? value) in given.AsEnumerable())
        {
            if (value is not null && !Known.Any(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase)))
                throw new InvalidInputException(
                    $"{source}: unknown setting '{key}'; known: {string.Join(", ", Known.Select(s => s.Key))}"
                );
        }
    }

    private string? Optional(string key) => Value(key) is { Length: > 0 } value ? value : null;

    private string Value(string key)
    {
        string? given = configuration[key];
        return string.IsNullOrEmpty(given)
            ? Known.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.OrdinalIgnoreCase))?.Default ?? ""
            : given;
    }
}
