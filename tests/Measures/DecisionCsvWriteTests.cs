using System.Text;
using RobustRepro.Measures;

namespace RobustRepro.Tests.Measures;

/// <summary>Decisions written in the format of model-vs-human.</summary>
public sealed class DecisionCsvWriteTests : IDisposable
{
    private const string Header = "subj,session,trial,rt,object_response,category,condition,imagename";
    private const string Row = "alexnet,1,1,NaN,bicycle,airplane,0,0001_s5n_dnn_0_airplane_00_airplane1-bicycle2.png";
    private static readonly string[] Trifeature = ["triangle", "square", "circle", "star"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_reads_back()
    {
        string path = Path.Combine(folder.Path, "sub", DecisionCsv.FileName("trifeature", "resnet_robust_0"));
        // unnamed images, a repeated pair of cues, agreeing cues, absent cues and answers
        var written = new Decisions(
            "resnet_robust_0",
            Trifeature,
            ["0", "1", "2", "3", "4", "5"],
            [0, 0, 2, 3, -1, 1],
            [1, 1, 2, -1, 3, 0],
            [1, -1, 2, 3, 3, 0]
        );

        DecisionCsv.Write(path, written);

        Decisions read = DecisionCsv.Read(path, Trifeature);
        read.Should().BeEquivalentTo(written, o => o.Excluding(d => d.Images).WithStrictOrdering());
        read.Images.Should()
            .Equal(
                "triangle1-square1.png",
                "triangle2-square2.png",
                "circle3-circle3.png",
                "star4.png",
                "na5-star5.png",
                "square6-triangle6.png"
            );
        string[] lines = File.ReadAllLines(path);
        lines[0].Should().Be(Header);
        lines[1]
            .Should()
            .Be(
                "resnet_robust_0,1,1,NaN,square,triangle,0,0001_resnet-robust-0_dnn_0_triangle_00_triangle1-square1.png"
            );
        lines[2].Should().StartWith("resnet_robust_0,1,2,NaN,na,triangle,0,");
        Directory.GetFiles(Path.GetDirectoryName(path)!).Should().ContainSingle("no temporary file stays");
    }

    [Fact]
    public void Image_names_that_say_their_texture_are_kept()
    {
        string path = Path.Combine(folder.Path, "a.csv");
        Decisions read = DecisionCsv.Read(
            folder.Add(
                "in.csv",
                $"{Header}\n{Row}\nalexnet,1,2,NaN,bear,bear,0,bear7-cat2.png\n"
                    + "alexnet,1,3,NaN,oven,oven,0,n04111531_14126.png\n"
            )
        );

        DecisionCsv.Write(path, read);

        DecisionCsv.Read(path).Should().BeEquivalentTo(read, o => o.WithStrictOrdering());
        read.Images.Should().Equal("airplane1-bicycle2.png", "bear7-cat2.png", "n04111531_14126.png");
    }

    [Theory]
    [InlineData("n01440764")]
    [InlineData("traffic-light")]
    [InlineData("traffic_light")]
    [InlineData("a.b")]
    [InlineData("na")]
    [InlineData("")]
    public void A_category_that_names_cannot_carry_is_refused_before_anything_is_written(string category)
    {
        string path = Path.Combine(folder.Path, "a.csv");

        Action write = () => DecisionCsv.Write(path, new("x", ["cat", category], ["0"], [0], [1], [1]));

        write
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{path}: category '{category}' cannot be written; *");
        File.Exists(path).Should().BeFalse();
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file()
    {
        string path = folder.Add("a.csv", "old");

        // a category number outside the list breaks off in the middle of the rows
        Action write = () => DecisionCsv.Write(path, new("x", Trifeature, ["0", "1"], [0, 1], [1, 2], [1, 99]));

        write.Should().Throw<ArgumentOutOfRangeException>();
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void File_names_follow_the_rule_of_model_vs_human()
    {
        DecisionCsv
            .FileName("cue-conflict", "swag_vit_b16_in1k")
            .Should()
            .Be("cue-conflict_swag-vit-b16-in1k_session-1.csv");
        Action outside = () => DecisionCsv.FileName("cue-conflict", "../x");
        outside.Should().Throw<InvalidInputException>().WithMessage("'../x' cannot be part of a file name");
    }

    [Fact]
    public void A_written_file_has_no_byte_order_mark()
    {
        string path = Path.Combine(folder.Path, "a.csv");
        DecisionCsv.Write(path, new("x", Trifeature, ["0"], [0], [1], [1]));

        File.ReadAllBytes(path).Take(4).Should().Equal(Encoding.ASCII.GetBytes("subj"));
    }
}
