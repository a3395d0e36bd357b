using System.Globalization;
using System.Text.Json;
using RobustRepro.Claims.Trends;
using RobustRepro.Configuration;
using RobustRepro.Statistics;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>The dose-response on trifeature: R of five eps beside one S (docs/dose-response.md).</summary>
[Trait("Study", "trifeature"), Trait("Claim", "dose-response")]
public sealed class DoseResponseTests
{
    private const string Name = "dose-response";

    /// <summary>The study's own R is among the networks.</summary>
    private const double EpsOfTheStudy = 2;

    [Fact]
    public void The_page_shows_the_record()
    {
        using var record = JsonDocument.Parse(File.ReadAllText(GateRecord.PathOf(StudyUnderTest.SweepSettings, Name)));
        (JsonElement Series, ILookup<double, double> Values)[] trends =
        [
            .. record
                .RootElement.GetProperty("overEps")
                .EnumerateArray()
                .Select(t =>
                    (
                        t,
                        t.GetProperty("networks")
                            .EnumerateArray()
                            .ToLookup(n => n.GetProperty("eps").GetDouble(), n => n.GetProperty("value").GetDouble())
                    )
                ),
        ];
        double[] doses = [.. trends[0].Values.Select(v => v.Key)];
        PageBlock.Verify(
            Path.Combine(Path.GetDirectoryName(StudyUnderTest.SweepSettings)!, "../../../docs/dose-response.md"),
            Name,
            [
                $"| claim | {string.Join(" | ", doses.Select(Head))} | tau | p | verdict |",
                $"|---|{string.Concat(doses.Select(_ => "---|"))}---|---|---|",
                .. trends.Select(t =>
                    $"| `{t.Series.GetProperty("claim").GetString()}` | "
                    + $"{string.Join(" | ", doses.Select(d => Signed(t.Values[d].Average())))} | "
                    + $"{Signed(t.Series.GetProperty("tau").GetDouble())} | "
                    + $"{P(t.Series.GetProperty("p").GetDouble())} | "
                    + $"{t.Series.GetProperty("verdict").GetString()} |"
                ),
                .. trends
                    .Where(t => t.Series.GetProperty("verdict").GetString() == "inconclusive")
                    .Select(t =>
                        $"\nInconclusive: `{t.Series.GetProperty("claim").GetString()}`. "
                        + $"A tau of {Signed(DecidingTau(t.Values))} from 0 would have decided."
                    ),
            ]
        );

        static string Head(double eps) =>
            string.Create(CultureInfo.InvariantCulture, $"eps {eps}{(eps == EpsOfTheStudy ? "*" : "")}");
        static string Signed(double value) => value.ToString("0.000;−0.000", CultureInfo.InvariantCulture);
        static double DecidingTau(ILookup<double, double> values) =>
            new TrendSeries(
                "",
                Sign.Positive,
                [.. values.SelectMany(runs => runs.Select(value => new TrendPoint(runs.Key, "", value)))]
            )
                .DecidingTau!
                .Value;
        static string P(double p) => p < 0.0001 ? "below 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    [Fact, Trait("Speed", "slow")]
    public void Trends_and_pairs_come_out_as_recorded()
    {
        var configuration = SuiteConfiguration.Load(folder: Path.GetDirectoryName(StudyUnderTest.SweepSettings));
        RecordedNetworks.Changes(configuration, Name).Select(c => c.Text).Should().BeEmpty();
    }
}
