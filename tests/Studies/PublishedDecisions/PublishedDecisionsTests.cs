using System.Text.Json;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Reporting;
using RobustRepro.Statistics;
using RobustRepro.Studies.PublishedDecisions;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Studies.PublishedDecisions;

/// <summary>The published decisions themselves, against what the peers' own code counts in them.</summary>
public sealed class PublishedDecisionsTests
{
    private const string Expected = "shape_bias_expected.json",
        Data = "../data/decisions";

    private static readonly Lazy<DecisionsStudy> Study = new(() => DecisionsStudy.Open(ReferenceData.Path(Data)));

    public static TheoryData<string, int, int, int, string> Files
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path(Expected)));
            var files = new TheoryData<string, int, int, int, string>();
            foreach (JsonProperty file in document.RootElement.GetProperty("files").EnumerateObject())
                files.Add(
                    file.Name,
                    Number(file, "conflict_trials"),
                    Number(file, "shape"),
                    Number(file, "texture"),
                    file.Value.GetProperty("shape_bias").GetRawText()
                );
            return files;

            static int Number(JsonProperty file, string name) => file.Value.GetProperty(name).GetInt32();
        }
    }

    [ReferenceTheory(Expected, Data)]
    [MemberData(nameof(Files))]
    public void Every_file_gives_the_expected_numbers(string file, int trials, int shape, int texture, string bias)
    {
        DecisionObserver observer = Study.Value.Find(file);

        observer.FileName.Should().Be(file);
        observer.Bias.Should().Be(new ShapeBias(trials, shape, texture));
        // python prints the shortest form of the value rounded to six places
        Math.Round(observer.Bias.Value!.Value, 6).ToString("R").Should().Be(bias);
    }

    [ReferenceFact(Data)]
    public void Categories_add_up_to_the_whole()
    {
        foreach (DecisionObserver observer in Study.Value.Observers)
        {
            observer.PerCategory.Should().HaveCount(16);
            observer.PerCategory.Sum(b => b.Trials).Should().Be(observer.Bias.Trials);
            observer.PerCategory.Sum(b => b.ShapeDecisions).Should().Be(observer.Bias.ShapeDecisions);
            observer.PerCategory.Sum(b => b.TextureDecisions).Should().Be(observer.Bias.TextureDecisions);
        }
    }

    [ReferenceFact(Data)]
    public void Ten_people_pooled_and_apart()
    {
        ShapeBias pooled = ShapeBias.Of(Study.Value.Humans!);
        double[] apart = [.. Study.Value.Observers.Where(o => o.IsHuman).Select(o => o.Bias.Value!.Value)];

        pooled.Should().Be(new ShapeBias(12_000, 9236, 398));
        Math.Round(pooled.Value!.Value, 5).Should().Be(0.95869);
        apart.Should().HaveCount(10);
        Math.Round(apart.Average(), 5).Should().Be(0.95759);
        Math.Round(apart.Min(), 5).Should().Be(0.91909);
        Math.Round(apart.Max(), 5).Should().Be(0.98660);
    }

    [ReferenceFact(Data)]
    public void A_written_copy_gives_the_same_decisions()
    {
        using var folder = new TemporaryFolder();
        foreach (DecisionObserver observer in Study.Value.Observers)
        {
            string path = Path.Combine(folder.Path, observer.FileName);
            DecisionCsv.Write(path, observer.Decisions);
            Decisions copy = DecisionCsv.Read(path);
            copy.Images.Should().Equal(observer.Decisions.Images);
            copy.Shape.Should().Equal(observer.Decisions.Shape);
            copy.Texture.Should().Equal(observer.Decisions.Texture);
            copy.Response.Should().Equal(observer.Decisions.Response);
        }
    }

    // no adversarially trained network is published in this format: training on stylized images stands in, with a known
    // outcome
    [ReferenceTheory(Data)]
    [InlineData("resnet50", "resnet50_train_60_epochs", Verdict.Supported)]
    [InlineData("resnet50_train_60_epochs", "resnet50", Verdict.Contradicted)]
    [InlineData("resnet50", "subject-01", Verdict.Supported)]
    public void The_claim_is_judged_on_published_decisions(string standard, string robust, Verdict verdict)
    {
        ClaimResult result = Study.Value.JudgeShapeBias(standard, robust);

        result.Verdict.Should().Be(verdict);
        result.Row.Standard.Should().Be(Study.Value.Find(standard).Bias.Value);
        result.Row.Robust.Should().Be(Study.Value.Find(robust).Bias.Value);
    }

    [ReferenceFact(Data)]
    public void A_network_does_not_differ_from_itself()
    {
        ClaimRow row = Study.Value.JudgeShapeBias("resnet50", "resnet50").Row;

        row.Verdict.Should().Be(Verdict.Negligible);
        row.Difference.Should().Be(new Interval(0, 0, 0));
    }

    [ReferenceTheory(Data)]
    [InlineData("alexnet", "standard", "alexnet_session-1")]
    [InlineData("alexnet (Caffe)", "standard", "alexnet_session_1")]
    [InlineData("googlenet (Caffe)", "standard", "googlenet")]
    [InlineData("vgg16", "standard", "vgg16")]
    [InlineData("resnet50", "standard", "resnet50")]
    [InlineData("resnet101", "standard", "resnet101")]
    [InlineData("resnet152", "standard", "resnet152")]
    [InlineData("densenet121", "standard", "densenet121")]
    [InlineData("squeezenet1_1", "standard", "squeezenet1_1")]
    [InlineData("alexnet", "SIN", "alexnet_train_60_epochs_lr0.001")]
    [InlineData("resnet50", "SIN", "resnet50_train_60_epochs")]
    [InlineData("densenet121", "SIN", "densenet121_train_60_epochs")]
    [InlineData("vgg16", "SIN", "vgg16_train_60_epochs_lr0.01")]
    public void Published_figures_come_out_of_the_decisions(string network, string kind, string observer)
    {
        IEnumerable<PublishedFigure> figures = PublishedFigures
            .Load(Path.Combine(ReferenceData.RepositoryRoot, "fixtures", "published", "numbers.csv"))
            .Where(f => f.Network == network && f.Kind == kind && f.Study == DecisionsStudy.Id);
        ShapeBias bias = Study.Value.Find(observer).Bias;

        figures
            .Single(f => f.Quantity == "shape decisions")
            .Should()
            .BeEquivalentTo(new { Value = (double)bias.ShapeDecisions, N = bias.Trials });
        figures
            .Single(f => f.Quantity == "texture decisions")
            .Should()
            .BeEquivalentTo(new { Value = (double)bias.TextureDecisions, N = bias.Trials });
        figures
            .Single(f => f.Quantity == "shape bias")
            .Should()
            .BeEquivalentTo(
                new { Value = Math.Round(bias.Value!.Value, 5), N = bias.ShapeDecisions + bias.TextureDecisions }
            );
    }
}
