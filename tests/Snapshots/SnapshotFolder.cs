using RobustRepro.Tables;
using RobustRepro.Testing;

namespace RobustRepro.Tests.Snapshots;

/// <summary>A folder of its own for the one snapshot of a test, and a table to record in it.</summary>
internal sealed class SnapshotFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public string Verified => folder.File("x.verified.txt");

    public string Received => folder.File("x.received.txt");

    public static ResultTable Table(
        double robust = 0.69,
        string verdict = "Supported",
        int rows = 2,
        double tolerance = 0.015,
        string note = "a note"
    )
    {
        object?[][] all =
        [
            ["seed 0", "clean", 0.01, robust, verdict],
            ["seed 0", "eps 2", 0.02, double.NaN, verdict],
            ["seed 1", "clean", 0.03, 0.5, "Inconclusive"],
        ];
        return new(
            "robust: accuracy",
            [
                Column.Text("networks"),
                Column.Text("quantity"),
                new("S", 3, tolerance),
                new("R", 3, tolerance),
                Column.Text("verdict"),
            ],
            all[..rows],
            [note, string.Join(' ', Enumerable.Repeat("long", 50))]
        );
    }

    public void Record(params ResultTable[] tables) => Snapshot.Check(Path, "x", tables, SnapshotMode.Accept);

    public void Passes(params ResultTable[] tables) => Snapshot.Check(Path, "x", tables, SnapshotMode.Ci);

    /// <summary>What the failure says.</summary>
    public string Failure(SnapshotMode mode, params ResultTable[] tables) =>
        FluentActions
            .Invoking(() => Snapshot.Check(Path, "x", tables, mode))
            .Should()
            .Throw<SnapshotMismatchException>()
            .Which.Message;

    /// <summary>The record with words replaced, as if someone had edited it.</summary>
    public void Edit(string was, string now) =>
        File.WriteAllText(Verified, File.ReadAllText(Verified).Replace(was, now));

    public void Dispose() => folder.Dispose();
}
