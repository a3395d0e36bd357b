using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using RobustRepro.Studies;
using RobustRepro.Studies.Published;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Studies.Published;

/// <summary>Verdicts by the trend of published numbers, and what is refused.</summary>
public sealed class PublishedStudyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(new[] { 0.2, 0.3, 0.4, 0.5, 0.6 }, Verdict.Supported)]
    [InlineData(new[] { 0.6, 0.5, 0.4, 0.3, 0.2 }, Verdict.Contradicted)]
    [InlineData(new[] { 0.2, 0.3, 0.5, 0.4, 0.3 }, Verdict.Inconclusive)]
    // a perfect trend within the smallest effect
    [InlineData(new[] { 0.20, 0.21, 0.22, 0.23, 0.24 }, Verdict.Negligible)]
    [InlineData(new[] { 0.2, 0.2, 0.2, 0.2, 0.2 }, Verdict.Negligible)]
    public void The_trend_decides(double[] bias, Verdict verdict)
    {
        TrendResult result = Judge("shape-bias", new SampleBenchmark().Series("shape-bias", bias))[0];
        result.Verdict.Should().Be(verdict);
        result.Networks.Should().Be("net L2");
        result.IsHeadline.Should().BeTrue();
        result.Series.Points.Select(p => p.Eps).Should().Equal(0, 0.5, 1, 3, 5);
        result.Series.Points.Select(p => p.Value).Should().Equal(bias);
        result.Compared.Network.Should().Be("net_l2_eps3", "the paper's eps");
        result.ToString().Should().StartWith($"shape-bias, net L2 on published: {verdict}: shape bias goes from ");
    }

    [Fact]
    public void Few_networks_decide_nothing_and_linf_begins_with_the_s_of_l2()
    {
        IReadOnlyList<TrendResult> results = Judge("robust", new());
        results.Select(r => r.Norm).Should().Equal(Norm.L2, Norm.Linf);
        results[1].Series.Points.Select(p => p.Network).Should().Equal("net_l2_eps0", "net_linf_eps4.0");
        results[1].Verdict.Should().Be(Verdict.Undecidable);
        results[1].ToString().Should().EndWith("a trend needs 5 networks, here are 2.");
    }

    [Fact]
    public void What_should_fall_counts_when_it_falls()
    {
        SampleBenchmark benchmark = new SampleBenchmark()
            .Series("top1_acc/low-pass", 40, 45, 50, 55, 60)
            .Series("top1_acc/high-pass", 60, 55, 50, 45, 40);
        TrendResult result = Judge("low-frequency", benchmark)[0];
        result.Series.Points.Select(p => p.Value).Should().Equal(0.4, 0.45, 0.5, 0.55, 0.6);
        result.Verdict.Should().Be(Verdict.Supported);
        TrendSeries highPass = result.Choices.Single(c => c.Quantity == "accuracy on high-pass");
        (highPass.Predicted, highPass.Verdict).Should().Be((Sign.Negative, Verdict.Supported));
    }

    [Fact]
    public void Shares_of_clean_accuracy_are_taken_network_by_network()
    {
        SampleBenchmark benchmark = new SampleBenchmark().Series("top1_acc/imagenet", 80, 70, 60, 50, 40);
        TrendResult result = Judge("ood-noise", benchmark)[0];
        result.Series.Points[0].Value.Should().BeApproximately(0.5 / 0.8, 1e-12);
        result.Verdict.Should().Be(Verdict.Supported, "the same noise costs R less of what it can do");
        result.Choices.Single(c => c.Quantity == "accuracy under noise").Verdict.Should().Be(Verdict.Negligible);
    }

    [Theory]
    [InlineData("0.49", 0)]
    [InlineData("0.5", 1)]
    public void A_training_without_attacks_that_comes_as_far_makes_a_claim_weaker(string value, int reached)
    {
        SampleBenchmark benchmark = new SampleBenchmark()
            .Series("shape-bias", 0.2, 0.3, 0.4, 0.5, 0.6)
            .With("tv_resnet50", "shape-bias", value);
        TrendResult result = Judge("shape-bias", benchmark)[0];
        result.Others.Should().ContainSingle().Which.Group.Should().Be("baseline");
        result.Reached.Should().HaveCount(reached);
        result.IsWeaker.Should().Be(reached > 0);
        TrendText.OtherTrainings(result).Should().Contain(reached > 0 ? "Weaker: 1 of 1" : "None of 1");
    }

    [Fact]
    public void Holm_takes_back_what_many_claims_find_by_chance()
    {
        SampleBenchmark benchmark = new SampleBenchmark();
        foreach (string column in new[] { "shape-bias" })
            benchmark.Series(column, 0.2, 0.3, 0.4, 0.5, 0.6);
        VerificationResult one = Verify(benchmark, "shape-bias"),
            all = Verify(benchmark, [.. PublishedStudy.Open(StudyInputs.None).Claims.Select(c => c.Id)]);
        one.TrendHeadlines.Single().Verdict.Should().Be(Verdict.Supported, "2 orders of 120 are as far: p is 0.0167");
        TrendHeadline corrected = all.TrendHeadlines.Single(h => h.Result.Claim.Id == "shape-bias");
        corrected.CorrectedP.Should().BeApproximately(5 * 2 / 120.0, 1e-12);
        corrected.Verdict.Should().Be(Verdict.Inconclusive);
        corrected.Result.Verdict.Should().Be(Verdict.Supported, "series by series nothing is corrected");
    }

    [Fact]
    public void A_table_without_a_claim_s_columns_has_nothing_to_say_of_it()
    {
        string path = folder.Add("other.csv", new SampleBenchmark().ToString().Replace("shape-bias", "unknown"));
        PublishedStudy study = PublishedStudy.Open(path, "net");
        VerificationResult result = TrendVerifier.Run(study, study.Claims, study.Architectures);
        result.Trends.Select(t => t.Claim.Id).Distinct().Should().HaveCount(4).And.NotContain("shape-bias");
        result.LeftOut.Should().Contain($"shape-bias was not judged: {path} has none of its columns (shape-bias)");
        // the benchmark itself has every column
        string benchmark = folder.Add(
            "benchmark.csv",
            new SampleBenchmark().ToString().Replace("net_l", "robust_resnet50_l").Replace("shape-bias", "unknown")
        );
        ((Action)(() => Verify(PublishedStudy.Open(new StudyInputs { Benchmark = benchmark }), "shape-bias")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{benchmark}:1: no column 'shape-bias', which a claim reads; *");
    }

    [Fact]
    public void Without_its_table_the_study_says_which_command_gets_it() =>
        ((Action)(() => Verify(PublishedStudy.Open(StudyInputs.None), "robust")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("no table of published measurements; get it with 'data get published-benchmark', or set *");

    [Fact]
    public void Claims_and_studies_without_columns_are_named()
    {
        ((Action)(() => PublishedStudy.Open(StudyInputs.None).Claim("less-diverse")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "the published study has no columns for claim 'less-diverse'; its claims: robust, shape-bias, *"
            );
        ((Action)(() => StudyRegistry.Open(PublishedStudy.Id)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*no networks; only 'verify --study published' judges it");
    }

    private IReadOnlyList<TrendResult> Judge(string claim, SampleBenchmark benchmark) =>
        Verify(benchmark, claim).Trends;

    private VerificationResult Verify(SampleBenchmark benchmark, params string[] claims) =>
        Verify(PublishedStudy.Open(folder.Add($"{Guid.NewGuid()}.csv", benchmark.ToString()), "net"), claims);

    private static VerificationResult Verify(PublishedStudy study, params string[] claims) =>
        TrendVerifier.Run(study, [.. claims.Select(study.Claim)], study.Architectures);
}
