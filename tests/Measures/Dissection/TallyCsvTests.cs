using RobustRepro.Measures.Dissection;
using RobustRepro.Probes;

namespace RobustRepro.Tests.Measures.Dissection;

public sealed class TallyCsvTests : IDisposable
{
    private const string Header =
        "unit,category,label,score,color-label,color-truth,color-activation,color-intersect,color-iou";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Writes_netdissect_s_columns_best_unit_first()
    {
        var catalogue = new ConceptCatalogue(
            ["object", "color"],
            [new(1, "cat, striped", "object"), new(2, "red", "color")]
        );
        var tally = new DissectionTally(catalogue, units: 3);
        // unit 1 is silent, unit 2 meets the cat and red, unit 3 red only
        tally.Add(
            0,
            [0, 0, 2, 0, 0, 2],
            1,
            2,
            [1, 1, 1],
            new(
                1,
                2,
                [
                    [1, 0],
                    [2, 2],
                ],
                []
            )
        );
        string path = folder.File("tally.csv");
        TallyCsv.Write(path, tally.Result());
        File.ReadAllLines(path)
            .Should()
            .Equal(
                "unit,category,label,score,"
                    + "object-label,object-truth,object-activation,object-intersect,object-iou,"
                    + "color-label,color-truth,color-activation,color-intersect,color-iou",
                $"2,object,\"cat, striped\",{Iou(1, 1)},\"cat, "
                    + $"striped\",1.0,1.0,1.0,{Iou(1, 1)},red,2.0,1.0,1.0,{Iou(1, 2)}",
                $"3,color,red,{Iou(1, 2)},,0.0,1.0,0.0,0.0,red,2.0,1.0,1.0,{Iou(1, 2)}",
                "1,color,,0.0,,0.0,0.0,0.0,0.0,,0.0,0.0,0.0,0.0"
            );
        TallyCsv
            .Read(path)
            .Should()
            .BeEquivalentTo(TallyCsv.Rows(tally.Result()), options => options.WithStrictOrdering());
    }

    public static TheoryData<string, string> BadFiles =>
        new()
        {
            { "", "PATH: the file is empty*" },
            { "unit,label\n1,red\n", "PATH:1: missing columns category, score; found: unit, label" },
            {
                "unit,category,label,score,color-iou\n",
                "PATH:1: missing columns color-label, color-truth, color-activation, color-intersect;*"
            },
            { $"{Header}\n0,color,red,0.1,red,1,1,1,0.1\n", "PATH:2: '0' in column unit is not a whole number from 1" },
            {
                $"{Header}\n1,color,red,0.1,red,1,1,1,0.1\n2,color,red,0.1,red,1,many,1,0.1\n",
                "PATH:3: 'many' in column color-activation is not a number"
            },
            {
                $"{Header}\n1,color,red,0.1,red,1\n",
                "PATH:2: no value for column color-activation: the row has 6 of 9 values; is the file cut off?"
            },
        };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_gives_one_clear_line(string content, string message)
    {
        string path = folder.Add("tally.csv", content);
        FluentActions
            .Invoking(() => TallyCsv.Read(path))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(message.Replace("PATH", path))
            .Which.Message.Should()
            .NotContain("\n");
    }

    private static string Iou(double both, double union) => (both / (union + 1e-10)).ToString("R");
}
