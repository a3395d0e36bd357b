using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Studies.Cifar10;

public sealed class CorruptionTableTests
{
    private const int Images = 100;

    /// <summary>Errors of 20% and 30% under every corruption: 150% of the baseline's, whatever the sets'
    /// sizes.</summary>
    [Fact]
    public void Errors_are_relative_to_the_first_network()
    {
        ResultTable table = new CorruptionTable("toy", Images).Of([Network("baseline", 20), Network("other", 30)]);
        table.Title.Should().Contain("baseline");
        table.Columns.Select(c => c.Name).Should().Equal("corruption", "baseline", "other");
        table
            .Rows.Take(DistortionCatalogue.Corruptions.Count)
            .Should()
            .AllSatisfy(row =>
            {
                ((double)row[1]!).Should().BeApproximately(100, 1e-9);
                ((double)row[2]!).Should().BeApproximately(150, 1e-9);
            });
        table.Rows.Should().Contain(row => (string)row[0]! == "mean (mCE)" && Math.Abs((double)row[2]! - 150) < 1e-9);
        table.Rows.Should().Contain(row => (string)row[0]! == "error without" && Math.Abs((double)row[2]! - 10) < 1e-9);
    }

    [Fact]
    public void It_reads_every_corruption_at_every_severity() =>
        CorruptionTable
            .Sets.Should()
            .HaveCount(5 * DistortionCatalogue.Corruptions.Count)
            .And.OnlyHaveUniqueItems()
            .And.Contain(StimulusName.Corrupted(OodNoiseClaim.Corruption, 5));

    /// <summary>Answers so many of the first hundred images of each corrupted set wrong, ten of the intact ones, and
    /// all of the rest.</summary>
    private static NetworkMeasurements Network(string name, int wrong) =>
        new(
            name,
            "",
            CorruptionTable
                .Sets.ToDictionary(
                    set => set,
                    set =>
                        Answers(
                            name,
                            set.Text.StartsWith(OodNoiseClaim.Corruption, StringComparison.Ordinal)
                                ? 3 * Images
                                : Images,
                            wrong
                        )
                )
                .Append(KeyValuePair.Create(StimulusName.Intact, Answers(name, Images, 10)))
                .ToDictionary(),
            0.5f,
            []
        );

    private static Decisions Answers(string name, int count, int wrong)
    {
        int[] labels = new int[count],
            answers = [.. Enumerable.Range(0, count).Select(i => i < wrong || i >= Images ? 1 : 0)];
        return new(name, ["a", "b"], [.. Enumerable.Range(0, count).Select(i => $"{i}")], labels, labels, answers);
    }
}
