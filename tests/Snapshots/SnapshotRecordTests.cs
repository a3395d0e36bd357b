using RobustRepro.Testing;
using static RobustRepro.Tests.Snapshots.SnapshotFolder;

namespace RobustRepro.Tests.Snapshots;

/// <summary>When a record is written, when it is not, and what is left beside it.</summary>
public sealed class SnapshotRecordTests : IDisposable
{
    private readonly SnapshotFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_missing_record_fails_with_instructions_and_is_not_written(bool onBuildServer)
    {
        folder
            .Failure(onBuildServer ? SnapshotMode.Ci : SnapshotMode.Compare, Table())
            .Should()
            .Contain("nothing is recorded")
            .And.Contain("ROBUSTREPRO_ACCEPT=1");
        File.Exists(folder.Verified).Should().BeFalse();
        File.Exists(folder.Received).Should().BeTrue();
    }

    [Fact]
    public void An_empty_record_is_a_missing_one()
    {
        File.WriteAllText(folder.Verified, "");
        folder.Failure(SnapshotMode.Ci, Table()).Should().Contain("nothing is recorded");
    }

    [Fact]
    public void An_unreadable_record_fails_with_the_line()
    {
        folder.Record(Table());
        folder.Edit("clean", "cleaner than ever");
        folder
            .Failure(SnapshotMode.Ci, Table())
            .Should()
            .Contain("the recorded file cannot be read: line 7: a cell does not stand");
    }

    [Fact]
    public void Accepting_records_and_passes_from_then_on()
    {
        folder.Record(Table());
        folder.Failure(SnapshotMode.Compare, Table(0.9));
        folder.Record(Table(0.9));
        folder.Passes(Table(0.9));
        File.ReadAllText(folder.Verified).Should().Contain("0.900");
        File.Exists(folder.Received).Should().BeFalse();
    }

    [Fact]
    public void Accepting_leaves_a_record_alone_that_agrees_within_tolerance()
    {
        folder.Record(Table());
        folder.Record(Table(0.7));
        File.ReadAllText(folder.Verified).Should().Contain("0.690");
    }

    [Fact]
    public void A_stale_received_file_is_removed_when_the_comparison_passes()
    {
        folder.Record(Table());
        folder.Failure(SnapshotMode.Compare, Table(0.9));
        folder.Passes(Table());
        File.Exists(folder.Received).Should().BeFalse();
    }

    [Fact]
    public void The_difference_is_shown_locally_and_never_on_a_build_server()
    {
        folder.Record(Table());
        var shown = new List<string>();
        foreach (SnapshotMode mode in new[] { SnapshotMode.Ci, SnapshotMode.Compare })
            FluentActions
                .Invoking(() =>
                    Snapshot.Check(folder.Path, "x", [Table(0.9)], mode, (received, _) => shown.Add(received))
                )
                .Should()
                .Throw<SnapshotMismatchException>();
        shown.Should().Equal(folder.Received);
    }

    [Theory]
    [InlineData(null, null, nameof(SnapshotMode.Compare))]
    [InlineData("false", "1", nameof(SnapshotMode.Accept))]
    [InlineData("true", "1", nameof(SnapshotMode.Ci))]
    [InlineData("1", null, nameof(SnapshotMode.Ci))]
    public void A_build_server_never_records(string? ci, string? accept, string expected) =>
        Snapshot.ModeFromEnvironment(name => name == "CI" ? ci : accept).ToString().Should().Be(expected);

    [Fact]
    public void Records_that_no_test_asks_for_are_named()
    {
        folder.Record(Table());
        Snapshot.Dangling(folder.Path, ["x"]).Should().BeEmpty();
        Snapshot.Dangling(folder.Path, ["y"]).Should().Equal("x");
        Snapshot.Dangling(Path.Combine(folder.Path, "absent"), []).Should().BeEmpty();
    }
}
