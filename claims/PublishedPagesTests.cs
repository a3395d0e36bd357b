using System.Runtime.CompilerServices;
using RobustRepro.Claims;
using RobustRepro.Studies.Published;

namespace RobustRepro.ClaimTests;

/// <summary>What the pages say of the published study is what is recorded;
/// <see cref="Snapshot.AcceptVariable"/>=1 writes the tables there. Nobody types them.</summary>
public sealed class PublishedPagesTests
{
    private static readonly string[] Claims =
    [
        .. ClaimRegistry.All.Select(c => c.Id).Where(id => File.Exists(PathOf(PublishedNumbers.SnapshotOf(id)))),
    ];

    [Fact]
    public void The_page_of_results_shows_the_recorded_verdicts()
    {
        Dictionary<string, Judged[]> results = Claims.ToDictionary(id => id, Results);
        string[] series = [.. results.Values.SelectMany(r => r).Select(r => r.Networks).Distinct()];
        PageBlock.Verify(
            Page("results.md"),
            "verdicts of published",
            [
                $"| published, S → R | {string.Join(" | ", series)} | reached without attacks |",
                $"|---|{string.Concat(series.Select(_ => "---|"))}---|",
                .. Claims.Select(id =>
                    $"| [`{id}`](claims/{id}.md) | "
                    + string.Join(" | ", series.Select(n => Cell(results[id].FirstOrDefault(r => r.Networks == n))))
                    + $" | {results[id][0].Reached} |"
                ),
            ]
        );
    }

    [Fact]
    public void The_page_of_the_study_shows_the_recorded_series()
    {
        IReadOnlyList<SnapshotTable> tables = Tables(PublishedTests.SnapshotName);
        PageBlock.Verify(Page("published.md"), "headlines", Markdown(tables[0], "networks"));
        PageBlock.Verify(Page("published.md"), "series", Markdown(tables[1], "network"));
        PageBlock.Verify(Page("published.md"), "other ways", OtherWays());
        PageBlock.Verify(Page("published.md"), "of no claim", Markdown(tables[2]));
    }

    [Fact]
    public void The_recorded_verdicts_are_those_of_the_snapshots()
    {
        var recorded = Verification.RecordedVerdicts.Load(StudyUnderTest.RecordOf(PublishedStudy.Id));
        Claims.Should().HaveCount(5);
        foreach (string id in Claims)
        {
            foreach (Judged result in Results(id))
                recorded
                    .Find(id, result.Networks)
                    .ToString()
                    .Should()
                    .Be(result.Verdict, "{0} on {1}", id, result.Networks);
        }
    }

    /// <summary>For ResNet-50, L2: every other way to measure a claim, a row per way.</summary>
    private static IEnumerable<string> OtherWays() =>
        [
            "| claim | measured as | predicted | S | R at L2 eps 3 | tau | would be |",
            "|---|---|---|---|---|---|---|",
            .. from id in Claims
            let table = Tables(PublishedNumbers.SnapshotOf(id)).First(t => t.Columns.Contains("would be"))
            from row in table.Rows
            select $"| `{id}` | {string.Join(" | ", row.Where((_, i) => table.Columns[i] != "p"))} |",
        ];

    private static string Cell(Judged? result) =>
        result is null ? "not published" : $"{result.Standard} → {result.Robust}, **{result.Verdict}**";

    private static Judged[] Results(string claim) =>
        [
            .. Tables(PublishedNumbers.SnapshotOf(claim))
                .Where(t => t.Columns.Contains("reached without attacks"))
                .Select(t =>
                {
                    string Of(string column) => t.Rows[0][t.Columns.ToList().IndexOf(column)];
                    return new Judged(Of("networks"), Of("S"), Of("R"), Of("verdict"), Of("reached without attacks"));
                }),
        ];

    private static IEnumerable<string> Markdown(SnapshotTable table, string? without = null)
    {
        int[] shown = [.. Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i] != without)];
        return
        [
            $"| {string.Join(" | ", shown.Select(i => table.Columns[i]))} |",
            $"|{string.Concat(shown.Select(_ => "---|"))}",
            .. table.Rows.Select(row => $"| {string.Join(" | ", shown.Select(i => row[i]))} |"),
        ];
    }

    private static IReadOnlyList<SnapshotTable> Tables(string snapshot) =>
        SnapshotTable.Parse(File.ReadAllText(PathOf(snapshot)));

    private static string PathOf(string snapshot) =>
        Path.Combine(Snapshot.FolderBeside(ThisFile()), $"{snapshot}.verified.txt");

    private static string Page(string name) => Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "docs", name);

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private sealed record Judged(string Networks, string Standard, string Robust, string Verdict, string Reached);
}
