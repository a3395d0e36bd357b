using System.Text.Json;
using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Verification;

/// <summary>A verification must not pass where anything is in doubt.</summary>
public sealed class VerificationOutcomeTests : IDisposable
{
    private static readonly Claim Known = new ShapeBiasClaim(),
        Unknown = new ShapeLessClaim();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void As_recorded_there_is_no_problem() =>
        Problems(Result([Judged(Known, Verdict.Supported)])).Should().BeEmpty();

    [Fact]
    public void A_changed_verdict_is_one() =>
        Problems(Result([Judged(Known, Verdict.Inconclusive)]))
            .Should()
            .Equal("shape-bias on resnet is inconclusive, recorded is supported");

    [Fact]
    public void A_verdict_that_nobody_recorded_is_one() =>
        Problems(Result([Judged(Known, Verdict.Supported), Judged(Unknown, Verdict.Supported)]))
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("shape-less on resnet has no verdict on record");

    [Fact]
    public void A_claim_on_record_that_was_skipped_is_one() =>
        Problems(Result([]) with { Skipped = [new(Known, "no images"), new(Unknown, "no images")] })
            .Should()
            .Equal("shape-bias has a verdict on record and was not judged: no images");

    [Theory]
    [InlineData(Verdict.Supported, 1, false)]
    [InlineData(Verdict.Supported, 3, true)]
    [InlineData(Verdict.Contradicted, 3, false)]
    [InlineData(Verdict.Inconclusive, 3, false)]
    public void Shuffled_labels_that_support_more_than_chance_are_one(Verdict verdict, int of18, bool isProblem)
    {
        VerificationResult fine = Result([Judged(Known, Verdict.Supported)]);
        ClaimResult[] shuffled =
        [
            .. Enumerable.Range(0, 18).Select(i => Judged(Known, i < of18 ? verdict : Verdict.Negligible)),
        ];
        Problems(fine with { Shuffled = shuffled }).Should().HaveCount(isProblem ? 1 : 0);
    }

    /// <summary>Numbers of the binomial distribution, from its formula.</summary>
    [Fact]
    public void The_number_that_chance_supports_is_binomial()
    {
        ShuffledControl.Chance(9, 0).Should().Be(1);
        ShuffledControl.Chance(9, 1).Should().BeApproximately(1 - Math.Pow(0.975, 9), 1e-12);
        ShuffledControl
            .Chance(9, 2)
            .Should()
            .BeApproximately(1 - Math.Pow(0.975, 9) - 9 * 0.025 * Math.Pow(0.975, 8), 1e-12);
        ShuffledControl.Chance(3, 3).Should().BeApproximately(Math.Pow(0.025, 3), 1e-12);
        new ShuffledControl([]).FindsTooMuch.Should().BeFalse();
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(20, true)]
    public void Splits_of_S_that_decide_too_often_are_one(int decided, bool isProblem)
    {
        var control = new SplitControl([
            .. Enumerable
                .Range(0, SplitControl.FewestCells)
                .Select(i => $"net {i}")
                .Select(a =>
                    (
                        Known,
                        a,
                        (IReadOnlyDictionary<Verdict, int>)
                            new Dictionary<Verdict, int>
                            {
                                [Verdict.Supported] = decided,
                                [Verdict.Contradicted] = 1,
                                [Verdict.Inconclusive] = 79 - decided,
                                [Verdict.Negligible] = 20,
                            }
                    )
                ),
        ]);
        control.ErrorRate.Estimate.Should().BeApproximately((decided + 1) / 100.0, 1e-12);
        Problems(Result([Judged(Known, Verdict.Supported)]) with { StandardAgainstStandard = control })
            .Should()
            .HaveCount(isProblem ? 1 : 0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"robust\": {} }")]
    [InlineData("{ \"robust\": null }")]
    [InlineData("null")]
    public void A_record_that_holds_nothing_is_one(string json)
    {
        string path = folder.Add("empty.json", json);
        VerificationOutcome
            .Problems(
                Result([Judged(Known, Verdict.Supported), Judged(Unknown, Verdict.Supported)]),
                RecordedVerdicts.Load(path),
                ["resnet"]
            )
            .Should()
            .ContainSingle()
            .Which.Should()
            .Be(
                "the study study has no verdict on record: fixtures/study/verdicts.json is missing or empty; "
                    + "git checkout brings it back, ROBUSTREPRO_ACCEPT=1 dotnet test records it anew"
            );
    }

    [Fact]
    public void Every_study_that_comes_with_verdicts_has_a_record()
    {
        foreach (string study in StudyRegistry.Verifiable)
            (RecordedVerdicts.Of(study) is null)
                .Should()
                .Be(study == ImagenetStudy.Id, "{0} ships its networks or numbers", study);
        RecordedVerdicts.Studies.Should().OnlyContain(study => !RecordedVerdicts.Of(study)!.IsEmpty);
    }

    [Fact]
    public void Where_a_study_has_no_records_its_controls_alone_are_looked_at() =>
        VerificationOutcome
            .Problems(
                Result([Judged(Known, Verdict.Contradicted)]) with
                {
                    Skipped = [new(Unknown, "no images")],
                },
                RecordedVerdicts.Of("a study that nobody recorded"),
                ["resnet"]
            )
            .Should()
            .BeEmpty();

    [Fact]
    public void Verdicts_are_written_for_programs()
    {
        VerificationResult result = Result([Judged(Known, Verdict.Supported), Judged(Unknown, Verdict.Undecidable)]);
        JsonElement written = JsonDocument.Parse(VerdictsFile.Json(result, pair: true)).RootElement;
        written.GetProperty("study").GetString().Should().Be("study");
        written.GetProperty("commit").GetString().Should().NotBeNullOrEmpty();
        JsonElement[] verdicts = [.. written.GetProperty("verdicts").EnumerateArray()];
        verdicts.Should().HaveCount(2);
        verdicts[0]
            .EnumerateObject()
            .Select(p => (p.Name, p.Value.ToString()))
            .Should()
            .Equal(
                ("claim", "shape-bias"),
                ("architecture", "resnet"),
                ("verdict", "supported"),
                ("scope", "pair"),
                ("standard", "0.25"),
                ("robust", "0.75"),
                ("standardRuns", "[]"),
                ("robustRuns", "[]"),
                ("difference", "0.5"),
                ("low", "0.25"),
                ("high", "0.75"),
                ("smallestEffect", "0"),
                ("detectable", ""),
                ("runsNeeded", ""),
                ("imagesNeeded", ""),
                ("reason", "")
            );
        verdicts[1].GetProperty("low").ValueKind.Should().Be(JsonValueKind.Null, "it is undefined");
    }

    private IReadOnlyList<string> Problems(VerificationResult result)
    {
        string path = folder.File("recorded.json");
        RecordedVerdicts.Save(path, [Judged(Known, Verdict.Supported)]);
        return VerificationOutcome.Problems(result, RecordedVerdicts.Load(path), ["resnet"]);
    }

    private static VerificationResult Result(ClaimResult[] results) =>
        new(new StudyInfo("study", () => "a study"), results, []);

    private static ClaimResult Judged(Claim claim, Verdict verdict)
    {
        Interval interval = verdict == Verdict.Undecidable ? new(0.5, double.NaN, double.NaN) : new(0.5, 0.25, 0.75);
        return new(
            claim,
            "study",
            "resnet",
            new("8 S, 8 R", 0.25, 0.75, interval, verdict, null),
            new("", [], [], []),
            []
        );
    }
}
