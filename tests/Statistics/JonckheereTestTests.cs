using System.Globalization;
using System.Runtime.CompilerServices;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

/// <summary>The test of Jonckheere and Terpstra against all arrangements, listed in Python
/// (eng/jonckheere-reference.py).</summary>
public sealed class JonckheereTestTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Reference().Length)];

    [Theory, MemberData(nameof(Cases))]
    public void All_arrangements_come_to_the_same(int number)
    {
        string[] row = Reference()[number];
        var test = JonckheereTest.Of(Numbers(row[2]), Numbers(row[3]));
        double[] p = [.. row[1].Split('/').Select(Number)];
        test.Tau.Should().BeApproximately(Number(row[0]), 1e-12);
        test.P.Should().BeApproximately(p[0] / p[1], 1e-12);
    }

    [Fact]
    public void With_one_run_per_dose_it_is_Kendalls()
    {
        double[] doses = [0, 0.01, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 3, 5],
            values = [0.2, 0.1, 0.3, 0.3, 0.2, 0.5, 0.6, 0.4, 0.9, 0.8];
        var kendall = KendallTest.Of(doses, values);
        var test = JonckheereTest.Of(doses, values);
        test.Tau.Should().BeApproximately(kendall.Tau, 1e-12);
        test.P.Should().BeApproximately(kendall.P, 1e-12);
    }

    /// <summary>Against all orders, one by one.</summary>
    [Theory]
    [InlineData(0.05, new[] { 1, 1, 1, 1, 1, 1 }, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(0.2, new[] { 1, 1, 1, 1, 1, 1 }, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(0.05, new[] { 1, 1, 1, 1, 1, 1 }, new double[] { 1, 2, 2, 4, 5, 5 })]
    [InlineData(0.05, new[] { 1, 1, 1, 1, 1, 1 }, new double[] { 1, 1, 1, 4, 5, 5 })]
    [InlineData(0.05, new[] { 1, 1, 1, 1 }, new double[] { 1, 2, 3, 4 })]
    [InlineData(0.1, new[] { 2, 2, 3 }, new double[] { 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData(0.1, new[] { 3, 1, 3 }, new double[] { 1, 2, 2, 4, 5, 5, 7 })]
    public void The_smallest_tau_that_decides_is_that_of_some_order(double alpha, int[] runs, double[] measures)
    {
        double[] doses = [.. runs.SelectMany((count, dose) => Enumerable.Repeat((double)dose, count))];
        double[] deciding =
        [
            .. Orders(measures)
                .Select(order => JonckheereTest.Of(doses, order))
                .Where(test => test.P <= alpha)
                .Select(test => Math.Abs(test.Tau)),
        ];
        double? found = JonckheereTest.SmallestTau(runs, measures, alpha);
        found.HasValue.Should().Be(deciding.Length > 0);
        if (deciding.Length > 0)
            found!.Value.Should().BeApproximately(deciding.Min(), 1e-12);
    }

    [Fact]
    public void Where_nothing_can_decide_or_ways_cannot_be_counted_no_tau_is_named()
    {
        JonckheereTest.SmallestTau([1, 1, 1, 1, 1], [2, 2, 2, 2, 2], 0.05).Should().BeNull();
        JonckheereTest.SmallestTau([5], [1, 2, 3, 4, 5], 0.05).Should().BeNull();
        int[] many = [.. Enumerable.Repeat(5, 12)];
        JonckheereTest.SmallestTau(many, [.. Enumerable.Range(0, 60).Select(i => (double)i)], 0.05).Should().BeNull();
    }

    [Fact]
    public void Of_many_runs_ways_are_drawn_and_come_close_to_the_normal_approximation()
    {
        // twelve doses with five runs each: nobody counts those
        var random = new Random(1);
        double[] doses = [.. Enumerable.Range(0, 60).Select(i => (double)(i / 5))],
            values = [.. doses.Select(d => 0.06 * d + 3 * random.NextDouble())];
        double expected = Normal(doses, values);
        expected.Should().BeInRange(0.001, 0.2);
        JonckheereTest.Of(doses, values).P.Should().BeApproximately(expected, 0.005);
        // measures that are equal, half of them
        values = [.. values.Select(v => Math.Round(v))];
        expected = Normal(doses, values);
        expected.Should().BeInRange(0.001, 0.2);
        JonckheereTest.Of(doses, values).P.Should().BeApproximately(expected, 0.005);
        // no draw is as far as a perfect order, which is itself among the ways
        JonckheereTest.Of(doses, [.. doses.Select((_, i) => (double)i)]).P.Should().Be(1.0 / 100_001);
    }

    [Fact, Trait("Kind", "simulation")]
    public void By_chance_p_is_at_most_0_05_no_more_often_than_that()
    {
        var random = new Random(2);
        double[] doses = [0, 0, 0, 0.25, 0.25, 0.5, 0.5, 1, 1];
        int found = Enumerable
            .Range(0, 2000)
            .Count(_ => JonckheereTest.Of(doses, [.. doses.Select(_ => random.NextDouble())]).P <= 0.05);
        (found / 2000.0).Should().BeInRange(0.03, 0.06);
    }

    [Fact]
    public void Equal_measures_have_no_trend()
    {
        var test = JonckheereTest.Of([0, 0, 1, 1], [2, 2, 2, 2]);
        test.Tau.Should().Be(double.NaN);
        test.P.Should().Be(1);
    }

    [Fact]
    public void Equal_doses_have_no_trend() =>
        JonckheereTest.Of([1, 1, 1], [1, 2, 3]).Should().Be(new JonckheereTest(double.NaN, 1));

    [Fact]
    public void What_is_no_number_and_doses_without_measures_are_refused()
    {
        foreach (
            (double[] doses, double[] measures, string message) in new (double[], double[], string)[]
            {
                ([0, 1], [1], "there must be a measure for each dose*"),
                ([0, double.NaN], [1, 2], "a dose or a measure is not a number*"),
                ([0, 1], [1, double.NaN], "a dose or a measure is not a number*"),
            }
        )
            FluentActions
                .Invoking(() => JonckheereTest.Of(doses, measures))
                .Should()
                .Throw<ArgumentException>()
                .WithMessage(message);
    }

    /// <summary>Two-sided, with the variance of Hollander and Wolfe (1999, section 6.2), where equal values count half
    /// for either order.</summary>
    private static double Normal(double[] doses, double[] values)
    {
        double score = 0;
        for (int i = 0; i < doses.Length; i++)
        for (int j = 0; j < i; j++)
            score += doses[i] > doses[j] ? (1 + values[i].CompareTo(values[j])) / 2.0 : 0;
        double n = doses.Length;
        double[] runs = [.. doses.CountBy(d => d).Select(g => (double)g.Value)],
            ties = [.. values.CountBy(v => v).Select(g => (double)g.Value)];
        static double Pairs(double k) => k * (k - 1);
        static double Threes(double k) => k * (k - 1) * (k - 2);
        static double Spread(double k) => k * (k - 1) * (2 * k + 5);
        double mean = (n * n - runs.Sum(r => r * r)) / 4,
            variance =
                (Spread(n) - runs.Sum(Spread) - ties.Sum(Spread)) / 72
                + runs.Sum(Threes) * ties.Sum(Threes) / (36 * Threes(n))
                + runs.Sum(Pairs) * ties.Sum(Pairs) / (8 * Pairs(n));
        return 2 * MathNet.Numerics.Distributions.Normal.CDF(0, Math.Sqrt(variance), -Math.Abs(score - mean));
    }

    private static IEnumerable<double[]> Orders(double[] values) =>
        values.Length == 0
            ?
            [
                [],
            ]
            : values.SelectMany(
                (first, i) => Orders([.. values[..i], .. values[(i + 1)..]]).Select(rest => (double[])[first, .. rest])
            );

    private static string[][] Reference([CallerFilePath] string path = "") =>
        [
            .. File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "data", "jonckheere.csv"))
                .Skip(1)
                .Select(line => line.Split(',')),
        ];

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
