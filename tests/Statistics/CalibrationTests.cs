using System.Globalization;
using System.Runtime.CompilerServices;
using RobustRepro.Statistics;
using RobustRepro.Testing;

namespace RobustRepro.Tests.Statistics;

/// <summary>
/// How often the rule finds what is not there, and misses what is. In every case the truth is known, since the runs are
/// simulated; the cases are those for which the rule was fixed (docs/protocol.md, the calibration).
/// </summary>
[Trait("Kind", "simulation")]
public sealed class CalibrationTests
{
    /// <summary>Simulations per case: the standard error of a rate of 5% is then 0.5 points.</summary>
    private const int Simulations = 2000;

    private const double Lowest = 0.02,
        Highest = 0.08;

    /// <summary>Runs of S and of R, their deviations, and that of an arm by image.</summary>
    private static readonly ((int, int) Runs, double Standard, double Robust, double ByImage)[] Images =
    [
        ((2, 2), 0.05, 0.05, 0.5),
        ((3, 3), 0.05, 0.05, 0.5),
        ((3, 3), 0.05, 0.05, 0),
        ((3, 3), 0.005, 0.005, 0.5),
        ((3, 3), 0.1, 0.01, 0.5),
        ((6, 3), 0.05, 0.05, 0.5),
        ((5, 5), 0.05, 0.05, 0.5),
        ((8, 8), 0.05, 0.05, 0.5),
        ((8, 8), 0.1, 0.01, 0.5),
        ((8, 8), 0, 0, 0.5),
    ];

    /// <summary>Runs, sources of shape and texture, deviation between runs, arm by shape, texture and image, run by
    /// shape.</summary>
    private static readonly (int, int, int, double, double, double, double, double)[] Sources =
    [
        (3, 110, 44, 0.05, 0.3, 0.3, 0.5, 0.1),
        (5, 110, 44, 0.05, 0.3, 0.3, 0.5, 0.1),
        (5, 110, 44, 0.05, 0, 0, 0.5, 0),
        (8, 110, 20, 0.03, 0.3, 0.5, 0.3, 0.2),
        (3, 110, 44, 0, 0.3, 0.3, 0.3, 0),
    ];

    /// <summary>Runs, their deviation, and that of an arm by group of probe images.</summary>
    private static readonly (int, double, double)[] Groups =
    [
        (3, 0.3, 0.5),
        (8, 0.3, 0.5),
        (8, 0.05, 0.5),
        (8, 0.3, 0),
    ];

    [Fact]
    public void What_is_not_there_is_found_about_as_often_as_stated()
    {
        (string Case, Func<SimulatedRuns, (Arm, Arm)> Simulate)[] cases =
        [
            .. Images.SelectMany(c =>
                new[] { false, true }.Select(binary =>
                    (
                        $"{c.Runs.Item1} S, {c.Runs.Item2} R | images, {(binary ? "decisions" : "values")} | "
                            + $"{c.Standard}, {c.Robust} | by image {c.ByImage}",
                        (Func<SimulatedRuns, (Arm, Arm)>)(
                            s => s.OverImages(c.Runs, c.Standard, c.Robust, c.ByImage, binary)
                        )
                    )
                )
            ),
            .. Sources.Select(c =>
                (
                    $"{c.Item1} S, {c.Item1} R | images of {c.Item2} shapes and {c.Item3} textures | "
                        + $"{c.Item4}, {c.Item4} | by shape {c.Item5}, texture {c.Item6}, image {c.Item7}",
                    (Func<SimulatedRuns, (Arm, Arm)>)(
                        s => s.OverSources(c.Item1, c.Item2, c.Item3, c.Item4, c.Item5, c.Item6, c.Item7, c.Item8)
                    )
                )
            ),
            .. Groups.Select(c =>
                (
                    $"{c.Item1} S, {c.Item1} R | units, 20 groups of images | {c.Item2}, {c.Item2} | "
                        + $"by group {c.Item3}",
                    (Func<SimulatedRuns, (Arm, Arm)>)(s => s.OverGroups(c.Item1, c.Item2, c.Item3))
                )
            ),
        ];
        double[] rates = [.. cases.AsParallel().AsOrdered().Select((c, i) => Rate(i, c.Simulate))];
        rates.Should().OnlyContain(r => r >= Lowest && r <= Highest, string.Join(", ", rates));
        rates.Average().Should().BeInRange(0.035, 0.065);
        PageBlock.Verify(
            Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "statistics.md"),
            "calibration",
            [
                "| runs | measured on | spread between runs of S, R | spread of an arm | outside |",
                "|---|---|---|---|---|",
                .. cases.Select(
                    (c, i) => string.Create(CultureInfo.InvariantCulture, $"| {c.Case} | {rates[i]:0.0%} |")
                ),
                string.Create(CultureInfo.InvariantCulture, $"| all | | | | {rates.Average():0.0%} |"),
            ]
        );
    }

    /// <summary>Where images add nothing, the rule must not be less powerful than the test on run means
    /// alone.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void What_is_there_is_found_as_often_as_by_Welch_on_run_means(int runs)
    {
        int found = 0,
            byWelch = 0;
        var simulated = new SimulatedRuns(300 + runs);
        for (int i = 0; i < Simulations; i++)
        {
            (Arm s, Arm r) = simulated.OverImages((runs, runs), 0.05, 0.05, 0, difference: 0.25 / Math.Sqrt(runs));
            found += Excludes(new RunDifference((s, r)).Interval) ? 1 : 0;
            byWelch += Excludes(new RunDifference((Means(s), Means(r))).Interval) ? 1 : 0;
        }
        (byWelch / (double)Simulations).Should().BeInRange(0.3, 0.99, "else there is nothing to compare");
        ((byWelch - found) / (double)Simulations).Should().BeInRange(-0.05, 0.05);
    }

    /// <summary>What users of published stimuli lose who take images for independent.</summary>
    [Fact]
    public void Images_that_share_sources_mislead_where_the_sources_are_ignored() =>
        Rate(
                400,
                s =>
                {
                    (Arm standard, Arm robust) = s.OverSources(8, 110, 20, 0.03, 0.3, 0.5, 0.3, 0.2);
                    return (Unclustered(standard), Unclustered(robust));
                }
            )
            .Should()
            .BeGreaterThan(0.4);

    private static double Rate(int seed, Func<SimulatedRuns, (Arm, Arm)> simulate)
    {
        var simulated = new SimulatedRuns(seed);
        int found = 0;
        for (int i = 0; i < Simulations; i++)
            found += Excludes(new RunDifference(simulate(simulated)).Interval) ? 1 : 0;
        return found / (double)Simulations;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static bool Excludes(Interval interval) => interval.Low > 0 || interval.High < 0;

    private static Arm Means(Arm arm) => new([.. arm.Values.Select(v => RatioSample.MeanOverUnits([v]))]);

    private static Arm Unclustered(Arm arm) => new([.. arm.Runs.Select(r => r with { Sources = null })]);
}
