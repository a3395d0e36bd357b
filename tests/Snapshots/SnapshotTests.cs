using RobustRepro.Tables;
using RobustRepro.Testing;
using static RobustRepro.Tests.Snapshots.SnapshotFolder;

namespace RobustRepro.Tests.Snapshots;

/// <summary>What counts as a difference between received tables and recorded ones.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly SnapshotFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Identical_tables_pass()
    {
        folder.Record(Table(), Table(rows: 3));
        folder.Passes(Table(), Table(rows: 3));
        Directory.GetFiles(folder.Path).Should().Equal(folder.Verified);
    }

    [Theory]
    [InlineData(0.705)]
    [InlineData(0.675)]
    public void A_number_within_tolerance_passes(double robust)
    {
        folder.Record(Table());
        folder.Passes(Table(robust));
    }

    [Fact]
    public void A_number_beyond_tolerance_fails_and_is_named()
    {
        folder.Record(Table());
        folder
            .Failure(SnapshotMode.Compare, Table(0.706))
            .Should()
            .Contain(
                "robust: accuracy, row 'seed 0 / clean', column 'R': recorded 0.690, received 0.706: 0.016 "
                    + "apart, ±0.015 allowed"
            )
            .And.Contain(folder.Verified)
            .And.Contain(folder.Received)
            .And.Contain("ROBUSTREPRO_ACCEPT=1");
        File.ReadAllText(folder.Received).Should().Be(ResultTableText.Write([Table(0.706)]));
    }

    [Fact]
    public void A_number_edited_in_the_record_fails_and_is_named()
    {
        folder.Record(Table());
        folder.Edit("0.690", "0.790");
        folder
            .Failure(SnapshotMode.Ci, Table())
            .Should()
            .Contain("row 'seed 0 / clean', column 'R': recorded 0.790, received 0.690: 0.1 apart, ±0.015 allowed");
    }

    [Fact]
    public void A_number_that_became_undefined_fails()
    {
        folder.Record(Table());
        folder
            .Failure(SnapshotMode.Ci, Table(double.NaN))
            .Should()
            .Contain("column 'R': recorded '0.690', received 'undefined'");
    }

    [Fact]
    public void A_changed_word_fails()
    {
        folder.Record(Table());
        folder
            .Failure(SnapshotMode.Ci, Table(verdict: "Contradicted"))
            .Should()
            .Contain("row 'seed 0 / clean', column 'verdict': recorded 'Supported', received 'Contradicted'");
    }

    [Fact]
    public void A_changed_note_fails()
    {
        folder.Record(Table());
        folder
            .Failure(SnapshotMode.Ci, Table(note: "another"))
            .Should()
            .Contain("note 1: recorded 'a note', received 'another'");
    }

    [Fact]
    public void An_added_row_fails()
    {
        folder.Record(Table());
        folder
            .Failure(SnapshotMode.Ci, Table(rows: 3))
            .Should()
            .Contain("2 rows recorded, 3 received")
            .And.Contain("row 'seed 1 / clean' was received, but is not recorded");
    }

    [Fact]
    public void A_removed_row_fails()
    {
        folder.Record(Table(rows: 3));
        folder
            .Failure(SnapshotMode.Ci, Table())
            .Should()
            .Contain("row 'seed 1 / clean' is recorded, but was not received");
    }

    [Fact]
    public void An_added_table_fails()
    {
        folder.Record(Table());
        folder
            .Failure(SnapshotMode.Ci, Table(), Table())
            .Should()
            .Contain("the table was received, but is not recorded");
    }

    [Fact]
    public void Another_tolerance_fails_even_where_the_numbers_agree()
    {
        folder.Record(Table());
        folder
            .Failure(SnapshotMode.Ci, Table(tolerance: 0.5))
            .Should()
            .Contain("column 'R': recorded with tolerance ±0.015, received with ±0.5");
        folder
            .Failure(SnapshotMode.Ci, Table(tolerance: 0))
            .Should()
            .Contain("column 'R': recorded with tolerance ±0.015, received with none");
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
