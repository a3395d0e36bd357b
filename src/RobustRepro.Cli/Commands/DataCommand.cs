using System.CommandLine;
using System.Globalization;
using RobustRepro.Configuration;
using RobustRepro.Datasets.Download;
using RobustRepro.Files;
using Spectre.Console;

namespace RobustRepro.Cli.Commands;

/// <summary><c>data list</c>, <c>data get</c> and <c>data check</c>: the images that the suite uses and does not
/// ship.</summary>
internal static class DataCommand
{
    public static Command Build()
    {
        var folder = new Option<string?>("--data")
        {
            Description = "folder the files lie in (default: the setting Data:Folder)",
            HelpName = "folder",
            Recursive = true,
        };
        var catalogue = new Option<string?>("--catalogue")
        {
            Description = "a catalogue of your own (JSON) in place of the suite's",
            HelpName = "file",
            Recursive = true,
        };
        DataCatalogue Catalogue(ParseResult result) =>
            DataCatalogue.Load(result.GetValue(catalogue) ?? Path.Combine(Fixtures.Folder, "data", "catalogue.json"));
        DataStore Store(ParseResult result) => new(result.GetValue(folder) ?? SuiteConfiguration.Load().DataFolder);

        Option<bool> json = SharedOptions.Json();
        var list = new Command("list", "Lists the data sets, with their licences and where they come from.") { json };
        list.SetAction(result =>
            CommandRunner.Run(() => List(Catalogue(result), Store(result), result.GetValue(json)))
        );

        var wanted = new Argument<string[]>("name")
        {
            Description = "a data set by its name in data list",
            Arity = ArgumentArity.OneOrMore,
        };
        var get = new Command(
            "get",
            "Downloads data sets, going on where an earlier download stopped, and checks them."
        )
        {
            wanted,
        };
        get.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                        Get(
                            Named(Catalogue(result), result.GetRequiredValue(wanted)),
                            Store(result),
                            result.GetValue(SharedOptions.Quiet),
                            cancellation
                        )
                    )
                )
        );

        var chosen = new Argument<string[]>("name")
        {
            Description = "a data set by its name in data list (default: all that are there)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Command("check", "Compares files with the published sizes and hashes.") { chosen };
        check.SetAction(
            (result, cancellation) =>
                Task.FromResult(
                    CommandRunner.Run(() =>
                        Check(
                            Catalogue(result),
                            result.GetValue(chosen) ?? [],
                            Store(result),
                            result.GetValue(SharedOptions.Quiet),
                            cancellation
                        )
                    )
                )
        );

        return new Command("data", "The images that the suite uses and does not ship.")
        {
            list,
            get,
            check,
            folder,
            catalogue,
        };
    }

    private static DataSetEntry[] Named(DataCatalogue catalogue, string[] names) => [.. names.Select(catalogue.Find)];

    private static int List(DataCatalogue catalogue, DataStore store, bool json)
    {
        if (json)
        {
            JsonOutput.Write(
                catalogue.Entries.Select(e => new
                {
                    e.Name,
                    e.What,
                    e.Bytes,
                    e.Licence,
                    Here = Here(store.Glance(e)),
                    Source = e.Url?.AbsoluteUri ?? e.Instructions,
                })
            );
            return ExitCodes.Success;
        }
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("name", "what", "size", "licence", "here");
        foreach (DataSetEntry entry in catalogue.Entries)
        {
            table.AddRow(
                new[] { entry.Name, entry.What, Size(entry.Bytes), entry.Licence, Here(store.Glance(entry)) }
                    .Select(Markup.Escape)
                    .ToArray()
            );
        }
        AnsiConsole.Write(table);
        // whole, to be copied
        foreach (DataSetEntry entry in catalogue.Entries)
            Console.WriteLine($"{entry.Name}: {entry.Url?.AbsoluteUri ?? entry.Instructions}");
        return ExitCodes.Success;
    }

    private static string Here(DataState state) =>
        state switch
        {
            DataState.Missing => "no",
            DataState.Partial => "in part",
            _ => "yes",
        };

    private static int Get(DataSetEntry[] entries, DataStore store, bool quiet, CancellationToken cancellation)
    {
        using var downloader = new Downloader();
        CommandRunner.GoesOn = () => "the same command goes on from here";
        foreach (DataSetEntry entry in entries)
        {
            string path;
            using (var display = new TransferDisplay(entry.Name, quiet))
                path = store.GetAsync(entry, downloader, display, cancellation).GetAwaiter().GetResult();
            string use = entry.Use is { } option
                ? $", for {option.Replace("PATH", path, StringComparison.Ordinal)}"
                : "";
            Console.WriteLine($"{entry.Name}: {path}{use}");
        }
        return ExitCodes.Success;
    }

    private static int Check(
        DataCatalogue catalogue,
        string[] names,
        DataStore store,
        bool quiet,
        CancellationToken cancellation
    )
    {
        bool failed = false;
        foreach (DataSetEntry entry in names.Length > 0 ? Named(catalogue, names) : catalogue.Entries)
        {
            DataCheck check;
            using (var display = new TransferDisplay(entry.Name, quiet))
                check = store.Check(entry, display, cancellation);
            failed |=
                check.State == DataState.Wrong
                || (names.Length > 0 && check.State is DataState.Missing or DataState.Partial);
            Console.WriteLine(Sentence(check));
        }
        return failed ? ExitCodes.BadInput : ExitCodes.Success;
    }

    private static string Sentence(DataCheck check)
    {
        string found = check.Digest is { } digest
            ? $"{digest.Bytes:N0} bytes, md5 {digest.Md5}, sha256 {digest.Sha256}"
            : "";
        return $"{check.Entry.Name}: {check.Path} "
            + check.State switch
            {
                DataState.Missing => "is not there",
                DataState.Partial => $"is there in part; 'data get {check.Entry.Name}' goes on",
                DataState.Intact => $"is the published file ({found})",
                DataState.Unverifiable => $"is there; no hash is published to compare with ({found})",
                _ => $"is NOT the published file: {check.Problem}",
            };
    }

    private static string Size(long? bytes) =>
        bytes is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 1e6:N0} MB") : "unknown";
}
