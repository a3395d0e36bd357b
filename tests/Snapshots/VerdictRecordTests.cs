using RobustRepro.Claims;
using RobustRepro.Statistics;
using RobustRepro.Testing;
using RobustRepro.Tests.Reporting;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Snapshots;

/// <summary>What accepts a snapshot accepts the verdict too.</summary>
public sealed class VerdictRecordTests : IDisposable
{
    private static readonly ClaimResult Supported = SampleResults.Judge(new ShapeBiasClaim(), "alexnet", effect: 0.3),
        Inconclusive = SampleResults.Judge(new ShapeBiasClaim(), "alexnet", effect: 0),
        OfAnotherNetwork = SampleResults.Judge(new ShapeBiasClaim(), "resnet", effect: 0.3);

    private readonly TemporaryFolder folder = new();

    /// <summary>In a folder that does not exist yet, as for a study without records.</summary>
    private string Record => Path.Combine(folder.Path, "imagenet", "verdicts.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_samples_differ_in_their_verdict()
    {
        Supported.Verdict.Should().Be(Verdict.Supported);
        Inconclusive.Verdict.Should().Be(Verdict.Inconclusive);
    }

    [Fact]
    public void Accepting_records_the_verdict_and_passes_from_then_on()
    {
        VerdictRecord.Check(Record, Supported, accepting: true);
        VerdictRecord.Check(Record, Supported, accepting: false);
        RecordedVerdicts.Load(Record).Find("shape-bias", "alexnet").Should().Be(Verdict.Supported);
    }

    [Fact]
    public void Accepting_another_verdict_keeps_those_of_other_networks()
    {
        VerdictRecord.Check(Record, OfAnotherNetwork, accepting: true);
        VerdictRecord.Check(Record, Supported, accepting: true);
        VerdictRecord.Check(Record, Inconclusive, accepting: true);
        VerdictRecord.Check(Record, Inconclusive, accepting: false);
        VerdictRecord.Check(Record, OfAnotherNetwork, accepting: false);
    }

    [Fact]
    public void Another_verdict_fails_and_the_record_stays()
    {
        VerdictRecord.Check(Record, Supported, accepting: true);
        string before = File.ReadAllText(Record);
        Failure(Inconclusive)
            .Should()
            .StartWith("shape-bias on trifeature, alexnet: the verdict is Inconclusive, recorded is Supported")
            .And.Contain(Record)
            .And.Contain("ROBUSTREPRO_ACCEPT=1");
        File.ReadAllText(Record).Should().Be(before);
    }

    [Fact]
    public void A_verdict_without_a_record_fails_and_is_not_written()
    {
        Failure(Supported).Should().Contain("the verdict is Supported, none is recorded");
        File.Exists(Record).Should().BeFalse();
    }

    private string Failure(ClaimResult result) =>
        FluentActions
            .Invoking(() => VerdictRecord.Check(Record, result, accepting: false))
            .Should()
            .Throw<SnapshotMismatchException>()
            .Which.Message;
}
