using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

public sealed class PermutationTestTests
{
    [Fact]
    public void Of_all_assignments_those_count_that_differ_as_much()
    {
        // 20 ways to call three of six robust; only the one found and its mirror image are so far apart
        PermutationTest.P([([1, 2, 3], [11, 12, 13])]).Should().BeApproximately(2.0 / 20, 1e-12);
        PermutationTest.P([([1, 12, 3], [11, 2, 13])]).Should().BeGreaterThan(0.1);
    }

    /// <summary>With arms of unequal size it matters how a variance is counted.</summary>
    [Fact]
    public void Unequal_arms_come_out_as_counted_by_hand()
    {
        double[] s = [2.5, 0.5, 8, 3, 3.5],
            r = [2, 1.5];
        double[] all = [.. s, .. r];
        double[] found =
        [
            .. from first in Enumerable.Range(0, all.Length)
            from second in Enumerable.Range(first + 1, all.Length - first - 1)
            let robust = new[] { all[first], all[second] }
            let standard = all.Where((_, i) => i != first && i != second).ToArray()
            select Math.Abs(robust.Average() - standard.Average())
                / Math.Sqrt(VarianceOfMean(robust) + VarianceOfMean(standard)),
        ];
        PermutationTest
            .P([(s, r)])
            .Should()
            .BeApproximately(found.Count(t => t >= found[^1] - 1e-9) / (double)found.Length, 1e-12);
    }

    [Fact]
    public void Labels_are_exchanged_within_architectures()
    {
        (double[], double[]) one = ([1, 2, 3], [11, 12, 13]);
        PermutationTest.P([one, one]).Should().BeApproximately(2.0 / 400, 1e-12);
    }

    [Fact]
    public void Too_many_assignments_are_drawn_and_the_draws_repeat()
    {
        double[] s = [.. Enumerable.Range(0, 8).Select(i => i * 1.0)],
            r = [.. Enumerable.Range(0, 8).Select(i => i * 1.01 + 0.5)];
        (double[], double[])[] three = [(s, r), (s, r), (s, r)];
        double p = PermutationTest.P(three);
        p.Should().Be(PermutationTest.P(three));
        // t has few ties here, so that both tests should be near each other
        double welch = new RunDifference([.. three.Select(a => (Units(a.Item1), Units(a.Item2)))]).P;
        p.Should().BeApproximately(welch, 0.02);
    }

    /// <summary>Only differences count: the same numbers, further from 0, say the same.</summary>
    [Fact]
    public void Where_the_scale_begins_does_not_matter()
    {
        double[] s = [2.5, 0.5, 8, 3, 3.5],
            r = [4, 6, 3.2];
        double p = PermutationTest.P([(s, r)]);
        p.Should().BeInRange(0.3, 0.95);
        foreach (double shift in new[] { -40.0, 3, 100 })
            PermutationTest.P([([.. s.Select(v => v + shift)], [.. r.Select(v => v + shift)])]).Should().Be(p);
    }

    /// <summary>Nobody could list the ways to call 40 of 80 runs robust.</summary>
    [Fact]
    public void Of_many_runs_assignments_are_drawn_one_by_one()
    {
        double[] s = [.. Enumerable.Range(0, 40).Select(i => i % 8 * 1.0)],
            near = [.. s.Select(v => v + 0.6)],
            far = [.. s.Select(v => v + 5)];
        PermutationTest.P([(s, near)]).Should().BeApproximately(new RunDifference((Units(s), Units(near))).P, 0.02);
        // the one that was found is among them, and no other is so far
        PermutationTest.P([(s, far)]).Should().Be(1.0 / 100_001);
    }

    [Fact]
    public void Holm_corrects_step_by_step()
    {
        Holm.Correct([0.01, 0.04, 0.03, double.NaN, 0.2]).Should().Equal(0.04, 0.09, 0.09, double.NaN, 0.2);
        Holm.Correct([0.6, 0.7]).Should().Equal(1, 1);
    }

    private static double VarianceOfMean(double[] values) =>
        values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1) / values.Length;

    private static Arm Units(double[] values) => new([.. values.Select(v => RatioSample.MeanOverUnits([v]))]);
}
