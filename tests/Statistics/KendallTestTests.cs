using System.Globalization;
using System.Runtime.CompilerServices;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

/// <summary>Kendall's tau and its exact p against R's cor.test, and with ties against all orders, listed in R
/// (eng/kendall-reference.R).</summary>
public sealed class KendallTestTests
{
    private static readonly double[] Doses = [0, 0.5, 1, 2, 4, 8];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Reference().Length)];

    [Theory, MemberData(nameof(Cases))]
    public void R_comes_to_the_same(int number)
    {
        string[] row = Reference()[number];
        var test = KendallTest.Of(Numbers(row[4]), Numbers(row[5]));
        test.Tau.Should().BeApproximately(Number(row[2]), 1e-12);
        test.P.Should().BeApproximately(Number(row[3]), 1e-12);
    }

    [Fact]
    public void Doses_may_come_in_any_order() =>
        KendallTest
            .Of([3, 0, 1, 5, 2], [0.3, 0.1, 0.4, 0.9, 0.2])
            .Should()
            .Be(KendallTest.Of([0, 1, 2, 3, 5], [0.1, 0.4, 0.2, 0.3, 0.9]));

    [Fact]
    public void The_smallest_p_is_two_orders_of_all()
    {
        KendallTest.Of(Doses, [1, 2, 3, 4, 5, 6]).Should().Be(new KendallTest(1, 2 / 720.0));
        KendallTest.Of(Doses, [6, 5, 4, 3, 2, 1]).Tau.Should().Be(-1);
        // four networks decide nothing, whatever their order
        KendallTest.Of(Doses[..4], [1, 2, 3, 4]).P.Should().BeGreaterThan(0.05);
    }

    [Fact]
    public void Equal_measures_have_no_trend()
    {
        var test = KendallTest.Of(Doses, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
        test.Tau.Should().Be(double.NaN);
        test.P.Should().Be(1);
    }

    [Fact]
    public void By_chance_p_is_at_most_0_05_no_more_often_than_that()
    {
        var random = new Random(1);
        double[] doses = [0, 0.01, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 3, 5];
        int found = Enumerable
            .Range(0, 2000)
            .Count(_ => KendallTest.Of(doses, [.. doses.Select(_ => random.NextDouble())]).P <= 0.05);
        (found / 2000.0).Should().BeInRange(0.02, 0.06);
    }

    [Fact]
    public void What_is_no_series_is_refused()
    {
        Refused([1, 2], [1], "a measure for each dose");
        Refused([1, 1], [1, 2], "two doses are equal");
        Refused([1, 2], [1, double.NaN], "not a number");
    }

    private static void Refused(double[] doses, double[] measures, string why) =>
        ((Action)(() => KendallTest.Of(doses, measures))).Should().Throw<ArgumentException>().WithMessage($"*{why}*");

    private static string[][] Reference([CallerFilePath] string path = "") =>
        [
            .. File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "data", "kendall.csv"))
                .Skip(1)
                .Select(line => line.Split(',')),
        ];

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
