using System.Text;
using RobustRepro.Files;

namespace RobustRepro.Tests.Files;

/// <summary>Tables that spreadsheets save, by their encoding.</summary>
public sealed class CsvTableTests
{
    private const string Content = "name,value\nca\u00e9,1\n\u96ea,2\n";

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_name()
    {
        foreach (bool mark in new[] { false, true })
        {
            var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: mark);
            using var table = new CsvTable(
                [.. encoding.GetPreamble(), .. encoding.GetBytes(Content)],
                "a.csv",
                ["name", "value"]
            );
            table.Read().Should().BeTrue();
            table["name"].Should().Be("ca\u00e9");
            table.Read().Should().BeTrue();
            table["name"].Should().Be("\u96ea");
        }
    }

    public static TheoryData<string, byte[], string> Others =>
        new()
        {
            {
                "UTF-16 with its mark",
                [0xff, 0xfe, .. Encoding.Unicode.GetBytes(Content)],
                "a.csv: is in UTF-16*UTF-8*"
            },
            { "UTF-16 without one", Encoding.Unicode.GetBytes(Content), "a.csv: is in UTF-16*UTF-8*" },
            {
                "big-endian",
                [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(Content)],
                "a.csv: is in UTF-16*UTF-8*"
            },
            {
                "Latin-1",
                Encoding.Latin1.GetBytes("name,value\na,1\nca\u00e9,2\n"),
                "a.csv:3: is not in UTF-8*Latin-1*"
            },
        };

    [Theory, MemberData(nameof(Others))]
    public void Another_encoding_is_said(string kind, byte[] content, string message)
    {
        Action read = () => new CsvTable(content, "a.csv", ["name", "value"]).Dispose();
        read.Should().Throw<InvalidInputException>(kind).WithMessage(message);
    }

    [Theory]
    [InlineData("name;value\na;1\n", "';'")]
    [InlineData("name;value, in per cent\na;62,8\n", "';'")]
    [InlineData("name\tvalue\na\t1\n", "tabs")]
    public void Another_separator_is_said(string content, string separator)
    {
        Action read = () => new CsvTable(Encoding.UTF8.GetBytes(content), "a.csv", ["name", "value"]).Dispose();
        read.Should()
            .Throw<InvalidInputException>()
            .WithMessage($"a.csv:1: columns are separated by {separator}; expected commas");
    }

    [Fact]
    public void A_row_with_more_values_than_columns_is_refused()
    {
        using var table = new CsvTable("name,value\na,1,,\nb,62,8\n"u8.ToArray(), "a.csv", ["name", "value"]);
        table.Read().Should().BeTrue("what is empty moves nothing");
        table["value"].Should().Be("1");
        table
            .Invoking(t => t.Read())
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("a.csv:3: the row has 3 values for 2 columns; is there a comma inside one?");
    }

    [Fact]
    public void A_column_that_is_read_stands_there_once()
    {
        using var table = new CsvTable("name,value,Value,other,other\na,1,2,3,4\n"u8.ToArray(), "a.csv", ["name"]);
        table.Read().Should().BeTrue();
        table["name"].Should().Be("a", "columns that nobody reads may be there twice");
        table
            .Invoking(t => t["value"])
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("a.csv:1: two columns are called value; which is meant cannot be told");
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        using var folder = new TemporaryFolder();
        Action load = () => CsvTable.Load(folder.Path);
        load.Should().Throw<InvalidInputException>().WithMessage($"{folder.Path}: is a folder, expected a file");
    }
}
