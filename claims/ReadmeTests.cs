using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Statistics;
using RobustRepro.Studies;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>What README.md and docs/results.md say of verdicts is what is recorded;
/// <see cref="Snapshot.AcceptVariable"/>=1 writes the tables there. Nobody types them.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] Architectures = [.. ModelRegistry.Small.Select(a => a.Name)];

    public static TheoryData<string> Studies => [.. StudyRegistry.BuiltIn];

    [Fact]
    public void The_readme_shows_what_the_studies_come_to() =>
        PageBlock.Verify(
            Page("README.md"),
            "outcome",
            [
                $"| claim | {string.Join(" | ", StudyRegistry.BuiltIn)} | ResNet-50s on ImageNet |",
                $"|---|{string.Concat(StudyRegistry.BuiltIn.Select(_ => "---|"))}---|",
                .. ClaimRegistry.All.Select(claim =>
                    $"| [`{claim.Id}`](docs/claims/{claim.Id}.md): {Short(claim.Text.Statement)} | "
                    + $"{string.Join(" | ", StudyRegistry.BuiltIn.Select(s => Brief(All(claim, s))))} | "
                    + $"{OnRecord(claim)} |"
                ),
            ]
        );

    [Theory, MemberData(nameof(Studies))]
    public void The_page_of_results_shows_the_recorded_verdicts(string study) =>
        PageBlock.Verify(
            Page("docs", "results.md"),
            $"verdicts of {study}",
            [
                $"| {study}, S → R | all | {string.Join(" | ", Architectures)} |",
                $"|---|---|{string.Concat(Architectures.Select(_ => "---|"))}",
                .. StudyUnderTest
                    .Study(study)
                    .Claims.Select(claim =>
                        $"| [`{claim.Id}`](claims/{claim.Id}.md): {claim.Text.Prediction} | {All(claim, study)} | "
                        + $"{string.Join(" | ", Architectures.Select(a => Cell(claim, study, a)))} |"
                    ),
            ]
        );

    [Fact]
    public void The_page_of_results_shows_the_claims_on_request() =>
        PageBlock.Verify(
            Page("docs", "results.md"),
            "verdicts on request",
            [
                $"| S → R | {string.Join(" | ", Architectures)} |",
                $"|---|{string.Concat(Architectures.Select(_ => "---|"))}",
                .. from claim in ClaimRegistry.OnRequest
                from study in StudyRegistry.BuiltIn
                where StudyUnderTest.OnRecord(study).Any(c => c.Id == claim.Id)
                select Row(claim, $"{claim.Text.Prediction}, on {study}", study, Architectures),
            ]
        );

    [Fact]
    public void The_page_of_results_shows_the_verdicts_against_an_S_of_the_same_accuracy()
    {
        SnapshotTable table = Tables(Cifar10ControlTests.SnapshotName)
            .First(t => t.Columns.Contains("with S trained to the end"));
        int stopped = table.Columns.ToList().IndexOf("verdict");
        string[] rows =
        [
            .. table
                .Rows.GroupBy(row => row[0])
                .Select(claim =>
                    $"| `{claim.Key}` | {Verdicts(claim.Select(row => row[stopped + 1]))} | "
                    + $"{Verdicts(claim.Select(row => row[stopped]))} |"
                ),
        ];
        string[][] each = [.. table.Rows.Select(row => new[] { First(row[stopped]), First(row[stopped + 1]) })];
        PageBlock.Verify(
            Page("docs", "results.md"),
            "matched control",
            [
                $"| claim, {string.Join(", ", Architectures)} | against S trained to the end | "
                    + "against S stopped at R's accuracy |",
                "|---|---|---|",
                .. rows,
                $"| verdicts that are the same | {each.Count(v => v[0] == v[1])} of {each.Length} | |",
            ]
        );

        static string First(string verdict) => verdict.Split(' ')[0].ToLowerInvariant();
        static string Verdicts(IEnumerable<string> cells) => string.Join(", ", cells.Select(First));
    }

    [Fact]
    public void The_page_of_results_counts_the_recorded_verdicts() =>
        PageBlock.Verify(
            Page("docs", "results.md"),
            "counts",
            [
                $"| study | verdicts | {string.Join(" | ", Enum.GetNames<Verdict>()).ToLowerInvariant()} |",
                $"|---|---|{string.Concat(Enum.GetNames<Verdict>().Select(_ => "---|"))}",
                .. StudyRegistry.Names.Select(Counts),
            ]
        );

    [Theory, MemberData(nameof(Studies))]
    public void The_recorded_verdicts_are_those_of_the_snapshots(string study)
    {
        foreach (Claim claim in StudyUnderTest.OnRecord(study))
        {
            foreach (string architecture in StudyUnderTest.ArchitecturesOf(claim))
                Recorded(study)!
                    .Find(claim.Id, architecture)
                    .ToString()
                    .Should()
                    .Be(
                        // "Supported (these two networks)" is on record as supported
                        Judged(claim, study, architecture, "verdict").Split(' ')[0],
                        "{0} on {1}",
                        claim.Id,
                        architecture
                    );
        }
    }

    [Fact]
    public void Every_claim_has_its_sentence_in_the_readme_and_its_page()
    {
        string readme = File.ReadAllText(Page("README.md"));
        foreach (Claim claim in ClaimRegistry.All)
            readme.Should().Contain($"[`{claim.Id}`](docs/claims/{claim.Id}.md): ");
        foreach (Claim claim in ClaimRegistry.Known)
        {
            File.Exists(Page("docs", "claims", $"{claim.Id}.md")).Should().BeTrue("{0} has a page", claim.Id);
        }
    }

    /// <summary>For example "| trifeature | 24 | 14 | 1 | 9 | 0 |".</summary>
    private static string Counts(string study)
    {
        RecordedVerdicts? recorded = Recorded(study);
        Verdict[] verdicts =
        [
            .. from claim in ClaimRegistry.Known
            from architecture in ModelRegistry.Small.Concat(ModelRegistry.ImageNet).Select(a => a.Name).Distinct()
            let verdict = recorded?.Find(claim.Id, architecture)
            where verdict is not null
            select verdict.Value,
        ];
        IEnumerable<int> counts = Enum.GetValues<Verdict>().Select(v => verdicts.Count(w => w == v));
        return $"| {study} | {string.Join(" | ", counts.Prepend(verdicts.Length))} |";
    }

    private static string Row(Claim claim, string says, string study, IReadOnlyList<string> architectures) =>
        $"| [`{claim.Id}`](claims/{claim.Id}.md): {says} | "
        + $"{string.Join(" | ", architectures.Select(a => Cell(claim, study, a)))} |";

    /// <summary>For example "0.133 → 0.628, **Supported**".</summary>
    private static string Cell(Claim claim, string study, string architecture)
    {
        if (!StudyUnderTest.ArchitecturesOf(claim).Contains(architecture))
            return "not judged";
        string Of(string column) => Judged(claim, study, architecture, column);
        return $"{Of("S")} → {Of("R")}, **{Of("verdict")}**";
    }

    /// <summary>From the last row of the snapshot's first table.</summary>
    private static string Judged(Claim claim, string study, string architecture, string column)
    {
        SnapshotTable table = Tables($"{claim.Id}.{study}.{architecture}")[0];
        return table.Rows[^1][table.Columns.ToList().IndexOf(column)];
    }

    /// <summary>For example "0.2 → 0.7, **Supported**; 4 of 5 choices agree".</summary>
    private static string All(Claim claim, string study)
    {
        SnapshotTable? table = Tables(HeadlineTests.SnapshotOf(study))
            .FirstOrDefault(t => t.Columns.Contains("choices that agree") && t.Rows.Any(r => r[0] == claim.Id));
        if (table is null)
            return "not judged";
        List<string> columns = [.. table.Columns];
        string[] row = [.. table.Rows.First(r => r[0] == claim.Id)];
        string Of(string column) => row[columns.IndexOf(column)];
        string agree = Of("choices that agree");
        return $"{Of("S")} → {Of("R")}, **{Of("verdict")}**" + (agree == "-" ? "" : $" ({agree} agree)");
    }

    /// <summary>What others measured of the paper's own architecture: for example "0.2 → 0.6, **Supported**".</summary>
    private static string OnRecord(Claim claim)
    {
        SnapshotTable table = Tables("headlines.published")[0];
        List<string> columns = [.. table.Columns];
        return table.Rows.FirstOrDefault(r => r[0] == claim.Id) is { } row
            ? $"{row[columns.IndexOf("S")]} → {row[columns.IndexOf("R")]}, **{row[columns.IndexOf("verdict")]}**"
            : "not judged";
    }

    /// <summary>With the letters that stand above the table.</summary>
    private static string Short(string statement) =>
        Regex.Replace(
            Regex.Replace(statement, "[Tt]he adversarially trained network", "R"),
            "the standard (network|one)",
            "S"
        );

    /// <summary>Without what is said once for the whole table, or on the page of results.</summary>
    private static string Brief(string cell) => Regex.Replace(cell, @" \((\d+ of \d+ agree|these networks)\)", "");

    private static IReadOnlyList<SnapshotTable> Tables(string snapshot) =>
        SnapshotTable.Parse(
            File.ReadAllText(Path.Combine(Snapshot.FolderBeside(ThisFile()), $"{snapshot}.verified.txt"))
        );

    /// <summary>As in the repository, where a test of this run may just have accepted a verdict.</summary>
    private static RecordedVerdicts? Recorded(string study) =>
        StudyUnderTest.RecordOf(study) is var path && File.Exists(path) ? RecordedVerdicts.Load(path) : null;

    private static string Page(params string[] parts) =>
        Path.Combine([Path.GetDirectoryName(ThisFile())!, "..", .. parts]);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
