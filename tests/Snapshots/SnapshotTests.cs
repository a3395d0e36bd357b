using RobustRepro.ClaimTests;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Verified => Path.Combine(folder, "x.verified.txt");

    private string Received => Path.Combine(folder, "x.received.txt");

    private static ResultTable Table(
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

    private void Record(params ResultTable[] tables) => Snapshot.Check(folder, "x", tables, SnapshotMode.Accept);

    private string Failure(SnapshotMode mode, params ResultTable[] tables) =>
        FluentActions
            .Invoking(() => Snapshot.Check(folder, "x", tables, mode))
            .Should()
            .Throw<SnapshotMismatchException>()
            .Which.Message;

    private void Passes(params ResultTable[] tables) => Snapshot.Check(folder, "x", tables, SnapshotMode.Ci);

    [Fact]
    public void Identical_tables_pass()
    {
        Record(Table(), Table(rows: 3));
        Passes(Table(), Table(rows: 3));
        Directory.GetFiles(folder).Should().Equal(Verified);
    }

    [Theory]
    [InlineData(0.705)]
    [InlineData(0.675)]
    public void A_number_within_tolerance_passes(double robust)
    {
        Record(Table());
        Passes(Table(robust));
    }

    [Fact]
    public void A_number_beyond_tolerance_fails_and_is_named()
    {
        Record(Table());
        Failure(SnapshotMode.Compare, Table(0.706))
            .Should()
            .Contain(
                "robust: accuracy, row 'seed 0 / clean', column 'R': recorded 0.690, received 0.706: 0.016 "
                    + "apart, ±0.015 allowed"
            )
            .And.Contain(Verified)
            .And.Contain(Received)
            .And.Contain("ROBUSTREPRO_ACCEPT=1");
        File.ReadAllText(Received).Should().Be(ResultTableText.Write([Table(0.706)]));
    }

    [Fact]
    public void A_number_edited_in_the_record_fails_and_is_named()
    {
        Record(Table());
        File.WriteAllText(Verified, File.ReadAllText(Verified).Replace("0.690", "0.790"));
        Failure(SnapshotMode.Ci, Table())
            .Should()
            .Contain("row 'seed 0 / clean', column 'R': recorded 0.790, received 0.690: 0.1 apart, ±0.015 allowed");
    }

    [Fact]
    public void A_number_that_became_undefined_fails()
    {
        Record(Table());
        Failure(SnapshotMode.Ci, Table(double.NaN))
            .Should()
            .Contain("column 'R': recorded '0.690', received 'undefined'");
    }

    [Fact]
    public void A_changed_word_fails()
    {
        Record(Table());
        Failure(SnapshotMode.Ci, Table(verdict: "Contradicted"))
            .Should()
            .Contain("row 'seed 0 / clean', column 'verdict': recorded 'Supported', received 'Contradicted'");
    }

    [Fact]
    public void A_changed_note_fails()
    {
        Record(Table());
        Failure(SnapshotMode.Ci, Table(note: "another"))
            .Should()
            .Contain("note 1: recorded 'a note', received 'another'");
    }

    [Fact]
    public void An_added_row_fails()
    {
        Record(Table());
        Failure(SnapshotMode.Ci, Table(rows: 3))
            .Should()
            .Contain("2 rows recorded, 3 received")
            .And.Contain("row 'seed 1 / clean' was received, but is not recorded");
    }

    [Fact]
    public void A_removed_row_fails()
    {
        Record(Table(rows: 3));
        Failure(SnapshotMode.Ci, Table()).Should().Contain("row 'seed 1 / clean' is recorded, but was not received");
    }

    [Fact]
    public void An_added_table_fails()
    {
        Record(Table());
        Failure(SnapshotMode.Ci, Table(), Table()).Should().Contain("the table was received, but is not recorded");
    }

    [Fact]
    public void Another_tolerance_fails_even_where_the_numbers_agree()
    {
        Record(Table());
        Failure(SnapshotMode.Ci, Table(tolerance: 0.5))
            .Should()
            .Contain("column 'R': recorded with tolerance ±0.015, received with ±0.5");
        Failure(SnapshotMode.Ci, Table(tolerance: 0))
            .Should()
            .Contain("column 'R': recorded with tolerance ±0.015, received with none");
    }

    [Theory]
    [InlineData(SnapshotMode.Ci)]
    [InlineData(SnapshotMode.Compare)]
    public void A_missing_record_fails_with_instructions_and_is_not_written(SnapshotMode mode)
    {
        Failure(mode, Table()).Should().Contain("nothing is recorded").And.Contain("ROBUSTREPRO_ACCEPT=1");
        File.Exists(Verified).Should().BeFalse();
        File.Exists(Received).Should().BeTrue();
    }

    [Fact]
    public void An_empty_record_is_a_missing_one()
    {
        File.WriteAllText(Verified, "");
        Failure(SnapshotMode.Ci, Table()).Should().Contain("nothing is recorded");
    }

    [Fact]
    public void An_unreadable_record_fails_with_the_line()
    {
        Record(Table());
        File.WriteAllText(Verified, File.ReadAllText(Verified).Replace("clean", "cleaner than ever"));
        Failure(SnapshotMode.Ci, Table())
            .Should()
            .Contain("the recorded file cannot be read: line 7: a cell does not stand");
    }

    [Fact]
    public void Accepting_records_and_passes_from_then_on()
    {
        Record(Table());
        Failure(SnapshotMode.Compare, Table(0.9));
        Record(Table(0.9));
        Passes(Table(0.9));
        File.ReadAllText(Verified).Should().Contain("0.900");
        File.Exists(Received).Should().BeFalse();
    }

    [Fact]
    public void Accepting_leaves_a_record_alone_that_agrees_within_tolerance()
    {
        Record(Table());
        Record(Table(0.7));
        File.ReadAllText(Verified).Should().Contain("0.690");
    }

    [Fact]
    public void A_stale_received_file_is_removed_when_the_comparison_passes()
    {
        Record(Table());
        Failure(SnapshotMode.Compare, Table(0.9));
        Passes(Table());
        File.Exists(Received).Should().BeFalse();
    }

    [Fact]
    public void The_difference_is_shown_locally_and_never_on_a_build_server()
    {
        Record(Table());
        var shown = new List<string>();
        foreach (SnapshotMode mode in new[] { SnapshotMode.Ci, SnapshotMode.Compare })
            FluentActions
                .Invoking(() => Snapshot.Check(folder, "x", [Table(0.9)], mode, (received, _) => shown.Add(received)))
                .Should()
                .Throw<SnapshotMismatchException>();
        shown.Should().Equal(Received);
    }

    [Theory]
    [InlineData(null, null, SnapshotMode.Compare)]
    [InlineData("false", "1", SnapshotMode.Accept)]
    [InlineData("true", "1", SnapshotMode.Ci)]
    [InlineData("1", null, SnapshotMode.Ci)]
    public void A_build_server_never_records(string? ci, string? accept, SnapshotMode expected) =>
        Snapshot.ModeFromEnvironment(name => name == "CI" ? ci : accept).Should().Be(expected);

    [Fact]
    public void Records_that_no_test_asks_for_are_named()
    {
        Record(Table());
        Snapshot.Dangling(folder, ["x"]).Should().BeEmpty();
        Snapshot.Dangling(folder, ["y"]).Should().Equal("x");
        Snapshot.Dangling(Path.Combine(folder, "absent"), []).Should().BeEmpty();
    }

    [Fact]
    public void Text_is_read_back_cell_by_cell()
    {
        SnapshotTable read = SnapshotTable.Parse(ResultTableText.Write([Table(), Table(rows: 3)]))[1];
        read.Title.Should().Be("robust: accuracy");
        read.Columns.Should().Equal("networks", "quantity", "S", "R", "verdict");
        read.Tolerances.Should().Equal(0, 0, 0.015, 0.015, 0);
        read.Rows.Should().HaveCount(3);
        read.Rows[1].Should().Equal("seed 0", "eps 2", "0.020", "undefined", "Supported");
        read.Notes.Should().Equal("a note", string.Join(' ', Enumerable.Repeat("long", 50)));
    }
}
