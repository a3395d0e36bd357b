using System.CommandLine;

namespace RobustRepro.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class SharedOptions
{
    public static Option<string> Study() => new("--study") { Description = "the study: trifeature", DefaultValueFactory = _ => "trifeature" };

    public static Option<string> Device() => new("--device") { Description = "auto, cpu, cuda or cuda:N", DefaultValueFactory = _ => "auto" };

    public static Option<int?> Threads() => new("--threads") { Description = "threads libtorch computes with (default: one per core)" };

    public static Option<bool> Quiet() => new("--quiet") { Description = "no progress, results only" };
}
