using System.Runtime.CompilerServices;
using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Studies;

namespace RobustRepro.ClaimTests;

/// <summary>The verdicts in the README are those of the snapshots; <see cref="Snapshot.AcceptVariable"/>=1 writes them
/// there. Nobody types them.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_readme_shows_the_recorded_verdicts() =>
        PageBlock.Verify(
            Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "README.md"),
            "verdicts",
            StudyRegistry.BuiltIn.Select(Table)
        );

    private static string Table(string study)
    {
        string[] architectures = [.. ModelRegistry.Small.Select(a => a.Name)];
        IEnumerable<string> lines =
        [
            $"| {study}, S → R | {string.Join(" | ", architectures)} |",
            $"|---|{string.Concat(architectures.Select(_ => "---|"))}",
            .. StudyUnderTest
                .Study(study)
                .Claims.Select(claim =>
                    $"| `{claim.Id}`: {claim.Prediction} | "
                    + $"{string.Join(" | ", architectures.Select(a => Cell(claim, study, a)))} |"
                ),
            "",
        ];
        return string.Join("\n", lines);
    }

    /// <summary>For example "0.133 → 0.628, **Supported**": the last row of the first table, which is the pooled
    /// one.</summary>
    private static string Cell(Claim claim, string study, string architecture)
    {
        SnapshotTable table = SnapshotTable.Parse(
            File.ReadAllText(
                Path.Combine(Snapshot.FolderBeside(ThisFile()), $"{claim.Id}.{study}.{architecture}.verified.txt")
            )
        )[0];
        string Of(string column) => table.Rows[^1][table.Columns.ToList().IndexOf(column)];
        return $"{Of("S")} → {Of("R")}, **{Of("verdict")}**";
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
