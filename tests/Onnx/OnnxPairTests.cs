using RobustRepro.Models;
using RobustRepro.Studies;
using RobustRepro.Training;
using RobustRepro.Verification;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Onnx;

/// <summary>Pairs of networks of different make.</summary>
public sealed class OnnxPairTests : IDisposable
{
    private static readonly NetworkId Standard = new(OnnxFiles.Architecture, TrainingMode.Standard, 0),
        Robust = new(OnnxFiles.Architecture, TrainingMode.Robust, 0);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Networks_of_the_same_names_keep_them()
    {
        IStudyNetworks networks = Open(new(File("s", "one", "two"), File("r", "one", "two")));
        networks.Architectures[0].Layers.Should().Equal("one", "two");
        networks.Source(Robust).Should().NotContain("stage");
    }

    [Fact]
    public void Other_names_are_matched_by_position_and_said_where_they_stand()
    {
        // "stage2" is what R itself calls its first layer
        IStudyNetworks networks = Open(new(File("s", "one", "two"), File("r", "stage2", "b")));
        networks.WithoutLayers.Should().BeNull();
        networks.Architectures[0].Layers.Should().Equal("stage1", "stage2");
        networks.Source(Standard).Should().EndWith("; stage1 is one, stage2 is two");
        networks.Source(Robust).Should().EndWith("; stage1 is stage2, stage2 is b");
        using NormalizedModel robust = networks.Load(Robust),
            alone = Open(new(File("r", "stage2", "b"), File("r", "stage2", "b"))).Load(Robust);
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand([2, 3, 64, 64], generator: new Generator(1));
        IReadOnlyDictionary<string, Tensor> renamed = LayerTap.Outputs(robust, ["stage1", "stage2"], images),
            own = LayerTap.Outputs(alone, ["stage2", "b"], images);
        renamed["stage1"].equal(own["stage2"]).all().item<bool>().Should().BeTrue();
        renamed["stage2"].equal(own["b"]).all().item<bool>().Should().BeTrue();
        networks.Fingerprint(Robust).Should().Contain("stage1 is stage2");
    }

    [Fact]
    public void Where_one_has_more_stages_the_claims_about_layers_are_left_and_those_about_filters_judged()
    {
        OnnxFiles files = new(File("s", "one", "two"), File("r", "a", null));
        IStudy study = Study(files);
        study
            .Networks.WithoutLayers.Should()
            .Be(
                "S has 2 stages and R 1, so that none stands beside another: name as many layers of each with --layers "
                    + "and --robust-layers"
            );
        var verifier = new Verifier(study);
        verifier.Skipped(study.Claim("lower-level"))!.Reason.Should().StartWith("S has 2 stages");
        verifier.Skipped(study.Claim("smoother-filters")).Should().BeNull();
        verifier.Skipped(study.Claim("shape-bias")).Should().BeNull();
        study.Networks.Load(Robust).Dispose();

        Open(
            files with
            {
                OfStandard = new() { Layers = ["two"] },
                OfRobust = new() { Layers = ["a"] },
            }
        )
            .Architectures[0]
            .Layers.Should()
            .Equal("stage1");
        Refusal(
                files with
                {
                    OfStandard = new() { Layers = ["two"] },
                    OfRobust = new() { Layers = ["two"] },
                }
            )
            .Should()
            .Contain("the layers of S are not all in R; name R's own with --robust-layers (unknown layer 'two'");
        Refusal(
                files with
                {
                    OfStandard = new() { Layers = ["one", "two"] },
                    OfRobust = new() { Layers = ["a"] },
                }
            )
            .Should()
            .StartWith("2 layers of S and 1 of R: name as many");
    }

    [Fact]
    public void Answers_in_another_order_are_put_right_by_the_names_of_classes()
    {
        string[] classes = ["burst", "arrow", "ell", "star", "rhombus", "tee", "disc", "plus", "square", "triangle"];
        System.IO.File.WriteAllLines(folder.File("classes.txt"), classes);
        string path = File("s", "one", "two");
        IStudyNetworks networks = Open(
            new(path, path) { OfRobust = new() { ClassNames = folder.File("classes.txt") } }
        );
        using NormalizedModel plain = networks.Load(Standard),
            named = networks.Load(Robust);
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand([3, 3, 64, 64], generator: new Generator(2));
        named.Logits(images).equal(plain.Logits(images).flip(1)).all().item<bool>().Should().BeTrue();
        networks.Fingerprint(Robust).Should().NotBe(networks.Fingerprint(Standard));
    }

    private static IStudy Study(OnnxFiles files) =>
        StudyRegistry.Open("trifeature", StudyInputs.None with { Onnx = files });

    private static IStudyNetworks Open(OnnxFiles files) => Study(files).Networks;

    private static string Refusal(OnnxFiles files) =>
        FluentActions
            .Invoking(() => _ = Open(files).Architectures)
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message;

    /// <summary>A network with an activation of each name, pooling between them.</summary>
    private string File(string name, string first, string? second)
    {
        OnnxBuilder network = new OnnxBuilder(input: [0, 3, 64, 64])
            .Weights("w1", [4, 3, 3, 3])
            .Node("Conv", "c1", ["x", "w1"])
            .Node("Relu", first, ["c1"]);
        if (second is not null)
            network
                .Node(
                    "MaxPool",
                    "p",
                    [first],
                    OnnxBuilder.Ints("kernel_shape", 2, 2),
                    OnnxBuilder.Ints("strides", 2, 2)
                )
                .Weights("w2", [4, 4, 3, 3])
                .Node("Conv", "c2", ["p", "w2"])
                .Node("Relu", second, ["c2"]);
        return network
            .Node("GlobalAveragePool", "mean", [second ?? first])
            .Node("Flatten", "flat", ["mean"])
            .Weights("w3", [4, 10])
            .Node("Gemm", "y", ["flat", "w3"])
            .Output("y")
            .Write(folder.File($"{name}.onnx"));
    }
}
