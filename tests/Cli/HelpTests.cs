using RobustRepro.Testing;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Cli;

/// <summary>What the program says of itself is looked at before it changes.</summary>
public sealed class HelpTests
{
    private static readonly string[][] Commands =
    [
        [],
        ["verify"],
        ["compare"],
        ["measure"],
        ["train"],
        ["evaluate"],
        ["dissect"],
        ["decisions"],
        ["published"],
        ["stimuli", "preview"],
        ["models", "list"],
        ["models", "inspect"],
        ["models", "convert"],
        ["data"],
        ["data", "list"],
        ["data", "get"],
        ["data", "check"],
        ["measurements", "list"],
        ["measurements", "prune"],
        ["measurements", "path"],
        ["claims", "list"],
        ["claims", "show"],
        ["studies", "list"],
        ["settings", "list"],
        ["completions"],
    ];

    [Fact]
    public void Help_is_as_recorded()
    {
        using var folder = new TemporaryFolder();
        string recorded = Path.Combine(ReferenceData.RepositoryRoot, "tests", "Cli", "Snapshots", "help.verified.txt"),
            text = string.Concat(
                Commands.Select(command =>
                {
                    (int exitCode, string output, string error) = CliProgram.Run(folder.Path, [.. command, "--help"]);
                    error.Should().BeEmpty();
                    exitCode.Should().Be(0);
                    return $"$ {string.Join(' ', ["robustrepro", .. command])} --help\n{output}";
                })
            );
        if (Snapshot.Accepting)
            File.WriteAllText(recorded, text);
        text.Should().Be(File.ReadAllText(recorded), "{0}=1 records it", Snapshot.AcceptVariable);
    }

    /// <summary>Every command that exists is among those that are recorded.</summary>
    [Fact]
    public void No_command_is_missing()
    {
        using var folder = new TemporaryFolder();
        IEnumerable<string> listed = CliProgram
            .Run(folder.Path, "--help")
            .Output.Split("Commands:\n")[1]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' ')[0]);
        Commands.Where(c => c.Length > 0).Select(c => c[0]).Distinct().Should().BeEquivalentTo(listed);
    }
}
