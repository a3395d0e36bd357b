using System.Text.Json;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using RobustRepro.Studies;
using RobustRepro.Tests.Claims;
using RobustRepro.Tests.Claims.Trends;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Verification;

/// <summary>What programs read of verdicts that decide nothing: what would decide.</summary>
public sealed class VerdictsFileTests
{
    private static readonly StudyInfo Study = new("study", () => "a study");

    [Fact]
    public void A_headline_that_decides_nothing_names_what_would()
    {
        VerificationResult result = new(
            Study,
            [
                HeadlinesTests.Judged(new ShapeBiasClaim(), "a", [1, 5, 9], [2, 5, 9]),
                HeadlinesTests.Judged(new ShapeBiasClaim(), "b", [1, 5, 9], [2, 5, 9]),
            ],
            []
        );
        JsonElement written = JsonDocument.Parse(VerdictsFile.Json(result, pair: false)).RootElement;
        foreach (
            (string entries, ClaimRow row) in new[]
            {
                ("verdicts", result.Results[0].Row),
                ("headlines", result.Headlines[0].Row),
            }
        )
        {
            JsonElement entry = written.GetProperty(entries)[0];
            entry.GetProperty("verdict").GetString().Should().Be("inconclusive");
            entry.GetProperty("smallestEffect").GetDouble().Should().Be(0.05);
            entry.GetProperty("detectable").GetDouble().Should().Be(row.Detectable);
            entry.GetProperty("runsNeeded").GetInt32().Should().Be(row.Needed!.Value.Runs);
            entry.GetProperty("imagesNeeded").ValueKind.Should().Be(JsonValueKind.Null);
        }
    }

    [Fact]
    public void A_trend_that_decides_nothing_names_the_tau_that_would()
    {
        DecidingTau(SampleTrends.Rising(0.25, 0.75, 0.5, 0.375, 0.625)).GetDouble().Should().Be(1);
        DecidingTau(SampleTrends.Of(Verdict.Supported)).ValueKind.Should().Be(JsonValueKind.Null, "it is decided");
    }

    private static JsonElement DecidingTau(TrendSeries series) =>
        JsonDocument
            .Parse(
                VerdictsFile.Json(
                    new VerificationResult(Study, [], []) with
                    {
                        Trends = [SampleTrends.Result(series)],
                    },
                    pair: false
                )
            )
            .RootElement.GetProperty("verdicts")[0]
            .GetProperty("decidingTau");
}
