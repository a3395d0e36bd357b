using RobustRepro.Configuration;
using RobustRepro.Models;
using RobustRepro.Studies;

namespace RobustRepro.Tests.Configuration;

public sealed class ImagenetSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_input_has_a_setting()
    {
        StudyInputs inputs = Load(
            "Images=val",
            "Labels=labels.txt",
            "CueConflict=c",
            "Edges=e",
            "Silhouettes=s",
            "Stylized=y",
            "Broden=b",
            "Resnet50:Standard=s.pth",
            "Resnet50:Robust=r.pt",
            "Resnet50:KnownImages=k.npy",
            "Alexnet:Robust=a.pt",
            "Limit=10",
            "AttackImages=5",
            "NoisyImages=3",
            "StrongerSteps=20, 50",
            "UnitImages=4",
            "ProbeImages=6",
            "Precision=BFloat16"
        ) with
        {
            Store = null,
        };
        inputs
            .Should()
            .BeEquivalentTo(
                new StudyInputs
                {
                    Images = "val",
                    Labels = "labels.txt",
                    CueConflict = "c",
                    Edges = "e",
                    Silhouettes = "s",
                    Stylized = "y",
                    Broden = "b",
                    Networks = new Dictionary<string, NetworkFiles>
                    {
                        ["alexnet"] = new(null, "a.pt"),
                        ["googlenet"] = new(null, null),
                        ["resnet50"] = new("s.pth", "r.pt", "k.npy"),
                    },
                    Sizes = new(10, 5, 3, 4, 6, [20, 50]),
                    Precision = Precision.BFloat16,
                }
            );
    }

    [Fact]
    public void Without_settings_there_is_nothing_and_sizes_are_the_paper_s()
    {
        StudyInputs inputs = Load();
        inputs.Images.Should().BeNull();
        inputs.Networks.Values.Should().OnlyContain(n => n == new NetworkFiles(null, null, null));
        inputs.Sizes.Should().BeEquivalentTo(StudySizes.Default);
        inputs.Precision.Should().Be(Precision.Float32, "half precision is what a user asks for");
    }

    [Theory]
    [InlineData("Limit=many", "setting Studies:Imagenet:Limit is 'many', expected whole numbers from 0")]
    [InlineData("StrongerSteps=20,-1", "setting Studies:Imagenet:StrongerSteps is '-1', expected whole numbers from 0")]
    [InlineData("Precision=1", "unknown precision '1'; known: float32, float16, bfloat16")]
    public void What_is_no_size_or_precision_is_refused(string setting, string message) =>
        FluentActions.Invoking(() => Load(setting)).Should().Throw<InvalidInputException>().WithMessage(message);

    [Fact]
    public void A_built_in_study_gets_its_weights() =>
        SuiteConfiguration
            .Load(["Studies:Trifeature:Weights=w"], folder.Path)
            .InputsOf("trifeature")
            .Weights.Should()
            .Be("w");

    private StudyInputs Load(params string[] settings) =>
        SuiteConfiguration.Load(settings.Select(s => $"Studies:Imagenet:{s}"), folder.Path).InputsOf("imagenet");
}
