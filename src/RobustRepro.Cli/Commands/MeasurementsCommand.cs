using System.CommandLine;
using System.Globalization;
using RobustRepro.Configuration;
using RobustRepro.Measuring.Store;

namespace RobustRepro.Cli.Commands;

/// <summary><c>measurements list|prune|path</c>: what is kept of earlier measurements.</summary>
internal static class MeasurementsCommand
{
    public static Command Build() =>
        new("measurements", "What is kept of earlier measurements.") { List(), Prune(), PathOf() };

    private static Command List()
    {
        Option<bool> json = SharedOptions.Json();
        Option<string[]> set = SharedOptions.Set();
        var command = new Command("list", "Lists what is kept: a line per network, and whether it is still used.")
        {
            json,
            set,
        };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                MeasurementStore store = Store(result.GetValue(set));
                StoredEntry[] entries = [.. store.Entries()];
                if (result.GetValue(json))
                    JsonOutput.Write(
                        entries.Select(e => new
                        {
                            e.Path,
                            e.Bytes,
                            e.About,
                            e.Problem,
                            e.IsCurrent,
                        })
                    );
                else
                    Print(store, entries);
                return ExitCodes.Success;
            })
        );
        return command;
    }

    private static Command Prune()
    {
        Option<string[]> set = SharedOptions.Set();
        var all = new Option<bool>("--all") { Description = "everything, not only what is not used any more" };
        var command = new Command(
            "prune",
            "Deletes what other versions of the code measured, what is damaged, and what a killed run left."
        )
        {
            all,
            set,
        };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                MeasurementStore store = Store(result.GetValue(set));
                (int files, long bytes) = store.Prune(result.GetValue(all));
                Console.WriteLine($"deleted {Files(files)}, {Size(bytes)}, from {store.Folder}");
                return ExitCodes.Success;
            })
        );
        return command;
    }

    private static Command PathOf()
    {
        Option<string[]> set = SharedOptions.Set();
        var command = new Command("path", "Prints the folder.") { set };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                Console.WriteLine(Store(result.GetValue(set)).Folder);
                return ExitCodes.Success;
            })
        );
        return command;
    }

    private static void Print(MeasurementStore store, StoredEntry[] entries)
    {
        var networks = entries
            .Where(e => e.About is not null)
            .GroupBy(e => (e.About!.Study, e.About.Network, e.IsCurrent));
        foreach (
            var network in networks.OrderBy(n => n.Key.Study).ThenBy(n => n.Key.Network).ThenBy(n => n.Key.IsCurrent)
        )
        {
            string machines = string.Join(", ", network.Select(e => e.About!.Machine).Distinct().Order());
            string last = network
                .Max(e => e.About!.MeasuredAt)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            Console.WriteLine(
                $"{network.Key.Study}/{network.Key.Network}: {Files(network.Count())}, "
                    + $"{Size(network.Sum(e => e.Bytes))}, last {last} UTC on {machines}"
                    + (network.Key.IsCurrent ? "" : "; by other code, not used")
            );
        }
        foreach (StoredEntry damaged in entries.Where(e => e.Problem is not null))
            Console.WriteLine($"{damaged.Path}: {damaged.Problem}; not used");
        Console.WriteLine($"{Files(entries.Length)}, {Size(entries.Sum(e => e.Bytes))}, in {store.Folder}");
    }

    private static string Files(int count) => count == 1 ? "1 file" : $"{count} files";

    private static string Size(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    private static MeasurementStore Store(string[]? set) =>
        SuiteConfiguration.Load(set).Store
        ?? throw new InvalidInputException("setting Measurements:Folder is none: nothing is kept");
}
