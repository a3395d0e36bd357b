using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Onnx.Export;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Onnx;

/// <summary>Networks from ONNX files in a study.</summary>
public sealed class OnnxStudyTests : IDisposable
{
    private const string Study = "trifeature";

    private readonly TemporaryFolder folder = new();
    private readonly NetworkId id = new(OnnxFiles.Architecture, TrainingMode.Standard, 0);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_network_of_the_suite_answers_as_its_weight_file_does()
    {
        string path = Exported(out NormalizedModel original);
        using (original)
        {
            IStudy study = Open(path);
            study.Architecture(OnnxFiles.Architecture).Layers.Should().Equal("conv1", "layer1", "layer2", "layer3");
            using NormalizedModel read = study.Networks.Load(id);
            IStimulusSet images = study.Stimuli.Sets[StimulusName.CueConflict];
            Accuracy.Answers(read, images).Should().Equal(Accuracy.Answers(original, images));
            FilterVariation
                .Of(read)
                .Select(f => f.Raw)
                .Should()
                .BeEquivalentTo(FilterVariation.Of(original).Select(f => f.Raw));
            study
                .Networks.Source(id)
                .Should()
                .Contain("opset 17")
                .And.Contain("normalisation 0.5,0.5,0.5/0.25,0.25,0.25");
            study.Networks.Fingerprint(id).Should().Contain(Sha256.OfFile(path));
        }
    }

    [Fact]
    public void A_normalisation_that_is_clearly_wrong_is_refused_with_the_table()
    {
        string path = Exported(out NormalizedModel original);
        original.Dispose();
        Refusal(Open(path, "none"))
            .Should()
            .Contain("normalisation 'none' is clearly not what the network was trained with (the graph has none)")
            .And.Contain("none 0.")
            .And.Contain("centred 0.")
            .And.Contain("give --normalization ")
            .And.Contain("centred");
        Refusal(Open(path, "in-graph")).Should().Contain("the graph does not begin with one");
        Refusal(Open(path, "0.5")).Should().Contain("expected imagenet, cifar10, centred, none, in-graph, or means");
    }

    [Fact]
    public void Other_classes_and_sizes_are_refused()
    {
        Refusal(Open(OnnxBuilder.Network(input: [0, 3, 32, 32]).Write(folder.File("s.onnx"))))
            .Should()
            .Contain("takes images of 32 x 32 pixels, those of trifeature are 64 x 64");
        OnnxBuilder three = new OnnxBuilder(input: [0, 3, 64, 64])
            .Node("GlobalAveragePool", "a", ["x"])
            .Node("Flatten", "y", ["a"])
            .Output("y");
        Refusal(Open(three.Write(folder.File("t.onnx"))))
            .Should()
            .Contain("gives 3 answers, trifeature has 10 classes");
    }

    [Fact]
    public void Without_spatial_convolutions_the_claims_about_decisions_are_left()
    {
        OnnxBuilder linear = new OnnxBuilder(input: [0, 3, 64, 64])
            .Node("GlobalAveragePool", "a", ["x"])
            .Node("Flatten", "f", ["a"])
            .Weights("w", [3, 10])
            .Node("Gemm", "y", ["f", "w"])
            .Output("y");
        IStudy study = Open(linear.Write(folder.File("l.onnx")));
        var verifier = new Verifier(study);
        foreach (string decisions in new[] { "robust", "shape-bias", "texture-less", "shape-less" })
            verifier.Skipped(study.Claim(decisions)).Should().BeNull(decisions);
        foreach (string units in new[] { "smoother-filters", "noise-blocking", "lower-level", "shape-units" })
            verifier.Skipped(study.Claim(units))!.Reason.Should().Contain("no spatial convolutions");
    }

    private static IStudy Open(string path, string? normalization = null) =>
        StudyRegistry.Open(
            Study,
            StudyInputs.None with
            {
                Onnx = new(path, path)
                {
                    OfStandard = new() { Normalization = normalization },
                    OfRobust = new() { Normalization = normalization },
                },
            }
        );

    private string Refusal(IStudy study) =>
        FluentActions.Invoking(() => study.Networks.Load(id)).Should().Throw<InvalidInputException>().Which.Message;

    private string Exported(out NormalizedModel original)
    {
        var own = new NetworkId("resnet", TrainingMode.Standard, 10);
        original = WeightFile.Load(WeightFile.PathOf(Fixtures.Weights(Study), own), own, Study);
        string path = folder.File("r.onnx");
        OnnxExport.Write(path, original, ModelRegistry.Find("resnet"), 64, 10);
        return path;
    }
}
