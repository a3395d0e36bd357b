using System.CommandLine;
using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Studies;

namespace RobustRepro.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class SharedOptions
{
    /// <summary>An option of every command.</summary>
    public static Option<bool> Quiet { get; } =
        new("--quiet", "-q") { Description = "no progress, results only", Recursive = true };

    /// <summary>An option of every command.</summary>
    public static Option<bool> Verbose { get; } =
        new("--verbose", "-v")
        {
            Description = "progress of each network, and where in the program an error came from",
            Recursive = true,
        };

    public static Option<string> Study(IEnumerable<string>? among = null, string? unlessGiven = null)
    {
        string[] names = [.. among ?? StudyRegistry.Names];
        var option = new Option<string>("--study")
        {
            Description = $"the study: {string.Join(", ", names)}",
            DefaultValueFactory = _ => unlessGiven ?? StudyRegistry.Names[0],
        };
        option.HelpName = "study";
        option.CompletionSources.Add(names);
        return option;
    }

    public static Option<string?> Claim()
    {
        var option = new Option<string?>("--claim")
        {
            Description = "only this claim ('claims list' names them)",
            HelpName = "claim",
        };
        option.CompletionSources.Add([.. ClaimRegistry.Known.Select(c => c.Id)]);
        return option;
    }

    /// <summary>Also what is judged only where somebody asks.</summary>
    public static Option<bool> All() =>
        new("--all")
        {
            Description =
                "also the claims that are judged on request: "
                + string.Join(", ", ClaimRegistry.OnRequest.Select(c => c.Id)),
        };

    /// <summary>The claim that is named; else the study's claims, with those on request where all are asked
    /// for.</summary>
    public static IReadOnlyList<Claim> Claims(IStudy study, string? named, bool all) =>
        named is not null ? [study.Claim(named)]
        : all ? [.. study.KnownClaims()]
        : study.Claims;

    /// <summary>Not required, unless the command says so.</summary>
    public static Option<string?> Architecture(string description)
    {
        var option = new Option<string?>("--arch") { Description = description, HelpName = "architecture" };
        option.CompletionSources.Add([
            .. ModelRegistry.Small.Concat(ModelRegistry.ImageNet).Select(a => a.Name).Distinct(),
        ]);
        return option;
    }

    public static Option<string?> Output(string description) =>
        new("--out", "-o") { Description = description, HelpName = "folder" };

    public static Option<bool> Json() => new("--json") { Description = "the result as JSON, and nothing else" };

    public static Option<string?> Device() => new("--device") { Description = "auto, cpu, cuda or cuda:N" };

    /// <summary>The setting Attack.</summary>
    public static Option<string?> Attack(string description)
    {
        var option = new Option<string?>("--attack") { Description = description, HelpName = "pgd|autoattack" };
        option.CompletionSources.Add("pgd", "autoattack");
        return option;
    }

    public static Option<int?> Threads() =>
        new("--threads") { Description = "threads libtorch computes with; 0 for one per core" };

    public static Option<bool> Fresh() =>
        new("--fresh") { Description = "measures everything anew, whatever is stored" };

    public static Option<string?> Shard(string what) =>
        new("--shard") { Description = $"only this share of the {what}, for example 2/4", HelpName = "i/n" };

    public static Option<string[]> Set() =>
        new("--set")
        {
            Description = "overrides a setting ('settings list' shows every key)",
            HelpName = "key=value",
            DefaultValueFactory = _ => [],
        };

    /// <summary>Loads the settings, with the command line on top, and starts libtorch accordingly.</summary>
    public static SuiteConfiguration Configure(
        string[]? set,
        string? device,
        int? threads,
        bool fresh = false,
        string? attack = null
    )
    {
        List<string> overrides = [.. set ?? []];
        if (attack is not null)
            overrides.Add($"Attack={attack}");
        if (device is not null)
            overrides.Add($"Device={device}");
        if (threads is { } count)
            overrides.Add($"Threads={count.ToString(CultureInfo.InvariantCulture)}");
        var configuration = SuiteConfiguration.Load(overrides, fresh: fresh);
        configuration.Store?.Warn = line => Console.Error.WriteLine($"measurements: {line}");
        TorchRuntime.Start(configuration.Threads);
        return configuration;
    }

    public static IStudy OpenStudy(string name, SuiteConfiguration configuration) =>
        StudyRegistry.Open(name, configuration.InputsOf(name), ComputeDevice.Resolve(configuration.Device));
}
