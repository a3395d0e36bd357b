using System.CommandLine;
using System.Globalization;
using RobustRepro.Configuration;
using RobustRepro.Runtime;
using RobustRepro.Studies;

namespace RobustRepro.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class SharedOptions
{
    public static Option<string> Study(IEnumerable<string>? among = null) =>
        new("--study")
        {
            Description = $"the study: {string.Join(", ", among ?? StudyRegistry.Names)}",
            DefaultValueFactory = _ => StudyRegistry.Names[0],
        };

    public static Option<string?> Device() => new("--device") { Description = "auto, cpu, cuda or cuda:N" };

    public static Option<int?> Threads() =>
        new("--threads") { Description = "threads libtorch computes with; 0 for one per core" };

    public static Option<bool> Quiet() => new("--quiet") { Description = "no progress, results only" };

    public static Option<string[]> Set() =>
        new("--set")
        {
            Description =
                $"overrides a setting, KEY=VALUE; keys: "
                + $"{string.Join(", ", SuiteConfiguration.Known.Select(s => s.Key))}",
            DefaultValueFactory = _ => [],
        };

    /// <summary>Loads the settings, with the command line on top, and starts libtorch accordingly.</summary>
    public static SuiteConfiguration Configure(string[]? set, string? device, int? threads)
    {
        List<string> overrides = [.. set ?? []];
        if (device is not null)
            overrides.Add($"Device={device}");
        if (threads is { } count)
            overrides.Add($"Threads={count.ToString(CultureInfo.InvariantCulture)}");
        var configuration = SuiteConfiguration.Load(overrides);
        TorchRuntime.Start(configuration.Threads);
        return configuration;
    }

    public static IStudy OpenStudy(string name, SuiteConfiguration configuration) =>
        StudyRegistry.Open(name, configuration.InputsOf(name), ComputeDevice.Resolve(configuration.Device));
}
