using RobustRepro.Runtime;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

public sealed class SubsetsTests
{
    [Theory]
    [InlineData(4, 2, 6)]
    [InlineData(8, 4, 70)]
    [InlineData(16, 8, 12870)]
    [InlineData(5, 5, 1)]
    [InlineData(5, 1, 5)]
    public void All_are_there_once(int of, int choose, int count)
    {
        Subsets.Count(of, choose).Should().Be(count);
        bool[][] all = [.. Subsets.All(of, choose)];
        all.Should().HaveCount(count).And.OnlyContain(m => m.Length == of && m.Count(chosen => chosen) == choose);
        all.Select(m => string.Concat(m.Select(chosen => chosen ? '1' : '0'))).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_last_runs_change_slowest() =>
        Subsets
            .All(4, 2)
            .Select(m => string.Concat(m.Select(chosen => chosen ? '1' : '0')))
            .Should()
            .Equal("1100", "1010", "0110", "1001", "0101", "0011");

    [Fact]
    public void Each_is_drawn_about_as_often()
    {
        var random = new SplitMixRandom(1, 1);
        var times = new Dictionary<string, int>();
        for (int i = 0; i < 6000; i++)
        {
            string drawn = string.Concat(Subsets.Draw(4, 2, ref random).Select(chosen => chosen ? '1' : '0'));
            times[drawn] = times.GetValueOrDefault(drawn) + 1;
        }
        times.Should().HaveCount(6);
        times.Values.Should().OnlyContain(t => t > 850 && t < 1150);
    }
}
