using RobustRepro.Models;

namespace RobustRepro.Bench;

/// <summary>
/// Measuring and judging the trifeature study with this checkout beside an older one: the same program is built against
/// both, and every round runs each once, each in a process of its own. All verdicts must be the same.
/// </summary>
internal static class MeasuringComparison
{
    public static int Run(BenchOptions options)
    {
        string root = Root(AppContext.BaseDirectory),
            source = Path.Combine(root, "bench", "measuring");
        if (options.Before is null || !File.Exists(Path.Combine(options.Before, "src/RobustRepro/RobustRepro.csproj")))
            throw new InvalidInputException(
                "--before must name an older checkout of this repository, such as git worktree add makes"
            );
        string older = Path.GetFullPath(options.Before);
        if (older.TrimEnd(Path.DirectorySeparatorChar) == root.TrimEnd(Path.DirectorySeparatorChar))
            throw new InvalidInputException($"--before names this checkout, {root}");
        string[] architectures = options.Architecture is { } some
            ? [.. some.Split(',').Select(name => ModelRegistry.Find(name).Name)]
            : [.. ModelRegistry.Small.Select(a => a.Name)];
        // a setting of the user's may name a store that holds what is to be measured
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            if (name.StartsWith("ROBUSTREPRO__", StringComparison.OrdinalIgnoreCase))
                Environment.SetEnvironmentVariable(name, null);
        }
        Environment.CurrentDirectory = Path.GetTempPath();

        using var beforeBuild = new MeasuringBuild(older, source);
        using var nowBuild = new MeasuringBuild(root, source);
        List<MeasuringRun> before = [],
            now = [];
        for (int round = 1; round <= options.MeasuringRounds; round++)
        {
            // who goes first alternates, so that a machine that warms up favours neither
            bool olderFirst = round % 2 == 1;
            foreach (bool isOlder in new[] { olderFirst, !olderFirst })
            {
                MeasuringRun run = (isOlder ? beforeBuild : nowBuild).Run(architectures);
                (isOlder ? before : now).Add(run);
                Console.Error.WriteLine($"round {round}, {(isOlder ? "before" : "now")}: {run.Total:0.0} s");
            }
        }
        RequireSame(before, now);
        Print(architectures, before, now);
        return 0;
    }

    /// <summary>The checkout that this program was built in.</summary>
    private static string Root(string inside)
    {
        for (string? folder = inside; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "RobustRepro.sln")))
                return folder;
        }
        throw new InvalidInputException($"{inside} is not inside a checkout, which compare-measuring needs");
    }

    private static void RequireSame(List<MeasuringRun> before, List<MeasuringRun> now)
    {
        MeasuringRun first = before[0];
        foreach (MeasuringRun other in before.Concat(now))
        {
            string[] differing =
            [
                .. first
                    .Verdicts.Keys.Union(other.Verdicts.Keys)
                    .Where(key => first.Verdicts.GetValueOrDefault(key) != other.Verdicts.GetValueOrDefault(key)),
            ];
            if (differing.Length > 0)
                throw new InvalidDataException($"not the same verdicts: {string.Join(", ", differing)}");
            if (first.Networks != other.Networks)
                throw new InvalidDataException($"{first.Networks} networks were measured, and {other.Networks}");
        }
    }

    private static void Print(string[] architectures, List<MeasuringRun> before, List<MeasuringRun> now)
    {
        string rounds = before.Count == 1 ? "one round" : $"median of {before.Count} rounds";
        Console.WriteLine(
            $"Verifying trifeature, {string.Join(", ", architectures)}: {before[0].Networks} networks, "
                + $"{Environment.ProcessorCount} cores; {rounds}; all {before[0].Verdicts.Count} verdicts the same"
        );
        Console.WriteLine("| stage | before s | now s | ratio |");
        Console.WriteLine("|---|---|---|---|");
        IEnumerable<string> stages = before
            .Concat(now)
            .SelectMany(run => run.Stages.Keys)
            .Distinct()
            .OrderByDescending(stage => Seconds(before, stage) ?? Seconds(now, stage));
        foreach (string stage in stages)
            Row(stage, Seconds(before, stage), Seconds(now, stage));
        Row("judging", Of(before, run => run.Judging), Of(now, run => run.Judging));
        Row("**total**", Of(before, run => run.Total), Of(now, run => run.Total));
        Row("processor time", Of(before, run => run.Processor), Of(now, run => run.Processor));
        Row("peak MiB", Of(before, run => run.PeakMebibytes), Of(now, run => run.PeakMebibytes), "0");

        void Row(string name, double? older, double? newer, string format = "0.0") =>
            Console.WriteLine(
                $"| {name} | {older?.ToString(format) ?? "-"} | {newer?.ToString(format) ?? "-"} | "
                    + $"{(older / newer)?.ToString("0.00") ?? "-"} |"
            );
    }

    private static double Of(List<MeasuringRun> runs, Func<MeasuringRun, double> value) =>
        Median.Of(runs.Select(value));

    /// <summary>Null where a version has no such stage.</summary>
    private static double? Seconds(List<MeasuringRun> runs, string stage) =>
        runs.TrueForAll(run => run.Stages.ContainsKey(stage)) ? Of(runs, run => run.Stages[stage]) : null;
}
