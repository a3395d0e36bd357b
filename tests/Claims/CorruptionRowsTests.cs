using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Claims;

public sealed class CorruptionRowsTests
{
    private const int Images = 100;

    /// <summary>S errs on 20 of 100 images under every corruption, R on 10: half of S's errors.</summary>
    [Fact]
    public void Families_and_the_mean_corruption_error_are_compared_over_runs()
    {
        Runs runs = new([Network("S 0", 19), Network("S 1", 21)], [Network("R 0", 10), Network("R 1", 10)]);
        IReadOnlyList<Comparison> rows = CorruptionRows.Of(runs);
        rows.Should().HaveCount(4 * 2 + 1);
        rows.Where(r => r.Quantity.EndsWith("all images", StringComparison.Ordinal))
            .Should()
            .HaveCount(4)
            .And.AllSatisfy(row =>
            {
                row.Standard.Runs.Select(r => r.Value).Should().Equal(0.81, 0.79);
                row.Robust.Runs.Select(r => r.Value).Should().Equal(0.9, 0.9);
            });
        Comparison error = rows[^1];
        error.Quantity.Should().StartWith("mCE");
        double[] of = [.. error.Standard.Runs.Concat(error.Robust.Runs).Select(r => r.Value)];
        of[0].Should().BeApproximately(95, 1e-9);
        of[1].Should().BeApproximately(105, 1e-9);
        of[2].Should().BeApproximately(50, 1e-9);
    }

    /// <summary>Every corruption counts as much as any other, but for those under which S makes no mistake.</summary>
    [Fact]
    public void The_mean_is_over_corruptions_that_S_errs_under()
    {
        Runs runs = new([Network("S", 20, ("fog", 0))], [Network("R", 10, ("fog", 30), ("snow", 40))]);
        Comparison error = CorruptionRows.Of(runs)[^1];
        error.Standard.Mean.Should().BeApproximately(100, 1e-9);
        error.Robust.Mean.Should().BeApproximately((12 * 50 + 200) / 13.0, 1e-9);
    }

    [Fact]
    public void Images_count_as_far_as_the_smallest_set_goes()
    {
        NetworkMeasurements network = Network("S", 20);
        StimulusName snow = StimulusName.Corrupted("snow", 3);
        network = Synthetic.With(network, snow, Synthetic.Part(network.Decisions[snow], 50));
        CorruptionRows.Of(new([network], [network]))[^1].Standard.Runs[0].Count.Should().Be(50);
    }

    [Fact]
    public void Without_all_corruptions_there_is_no_row()
    {
        NetworkMeasurements few = Network("S", 10);
        few = few with { Decisions = few.Decisions.Where(d => d.Key.Text != "snow-3").ToDictionary() };
        CorruptionRows.Of(new([few], [Network("R", 10)])).Should().BeEmpty();
    }

    [Fact]
    public void Every_corruption_is_of_one_family() =>
        CorruptionRows.Sets.Should().HaveCount(14 * 5).And.OnlyHaveUniqueItems();

    private static NetworkMeasurements Network(
        string name,
        int wrong,
        params (string Corruption, int Wrong)[] others
    ) =>
        new(
            name,
            "",
            CorruptionRows
                .Sets.Append(StimulusName.Intact)
                .ToDictionary(
                    set => set,
                    set =>
                    {
                        foreach ((string corruption, int more) in others)
                        {
                            if (set.Text.StartsWith($"{corruption}-", StringComparison.Ordinal))
                                return Answers(name, more);
                        }
                        return Answers(name, wrong);
                    }
                ),
            0.5f,
            []
        );

    private static Decisions Answers(string name, int wrong)
    {
        int[] labels = new int[Images],
            answers = [.. Enumerable.Range(0, Images).Select(i => i < wrong ? 1 : 0)];
        return new(name, ["a", "b"], [.. Enumerable.Range(0, Images).Select(i => $"{i}")], labels, labels, answers);
    }
}
