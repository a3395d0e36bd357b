using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;

namespace RobustRepro.Tests.Claims.Trends;

/// <summary>What a trend needs before anything can be said of it.</summary>
public sealed class TrendRuleTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 1, 1 }, 2 / 24.0)]
    [InlineData(new[] { 1, 1, 1, 1, 1 }, 2 / 120.0)]
    // runs of one eps can change places: 5! / (2! 3!) and 6! / (2! 2! 2!) orders are left
    [InlineData(new[] { 2, 3 }, 2 / 10.0)]
    [InlineData(new[] { 3, 2 }, 2 / 10.0)]
    [InlineData(new[] { 2, 2, 2 }, 2 / 90.0)]
    [InlineData(new[] { 1, 39 }, 2 / 40.0)]
    public void The_smallest_p_is_two_orders_of_all(int[] runs, double p) => TrendRule.SmallestP(runs).Should().Be(p);

    [Theory]
    [InlineData(Norm.L2, 3)]
    [InlineData(Norm.Linf, 4)]
    public void Each_norm_has_its_eps_to_compare_at(Norm norm, double eps) =>
        TrendRule.ComparedEps(norm).Should().Be(eps);

    [Fact]
    public void Fewer_networks_than_it_says_have_no_p_that_counts()
    {
        TrendRule
            .SmallestP(Enumerable.Repeat(1, TrendRule.FewestNetworks))
            .Should()
            .BeLessThanOrEqualTo(TrendRule.Alpha);
        TrendRule.SmallestP(Enumerable.Repeat(1, TrendRule.FewestNetworks - 1)).Should().BeGreaterThan(TrendRule.Alpha);
    }
}
