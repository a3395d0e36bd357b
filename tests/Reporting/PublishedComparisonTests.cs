using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Reporting;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Tests.Reporting;

public sealed class PublishedComparisonTests
{
    private static readonly PublishedFigure[] Figures =
    [
        new("robust", "imagenet", "resnet50 (L2 eps 3)", "robust", "clean accuracy", 0.579, null, "a"),
        new("robust", "imagenet", "resnet50", "standard", "clean accuracy", 0.7613, null, "a"),
        new("robust", "imagenet", "alexnet", "robust", "clean accuracy", 0.398, null, "b"),
        new("robust", "imagenet", "resnet50", "robust", "clean accuracy (top 5)", 0.634, null, "b"),
        new("robust", "imagenet", "resnet50", "pair", "images both know", 27343, 50000, "c"),
        new("robust", "decisions", "resnet50 (Caffe)", "standard", "shape bias", 0.4, 659, "d"),
    ];

    [Fact]
    public void What_was_measured_on_the_same_network_stands_beside_the_published_number()
    {
        var pairs = new Dictionary<string, IReadOnlyList<NetworkPair>>
        {
            ["resnet50"] = [new("pair", Network(1, 1, 0, 0), Network(1, 0, 0, 0))],
        };
        ResultTable table = PublishedComparison.Table("robust", ["imagenet", "decisions"], Figures, pairs);
        table.Columns[^1].Name.Should().Be("here");
        table.Rows.Select(r => r[^1]).Should().Equal(0.25, 0.5, null, null, 1.0, null);
    }

    [Fact]
    public void Other_studies_measured_other_networks()
    {
        ResultTable table = PublishedComparison.Table(
            "robust",
            [],
            Figures,
            new Dictionary<string, IReadOnlyList<NetworkPair>> { ["alexnet"] = [new("pair", Network(1), Network(1))] }
        );
        table.Columns.Select(c => c.Name).Should().Equal("network", "kind", "quantity", "value", "n");
        table.Notes.Should().Equal("Source: a", "Source: b", "Source: c", "Source: d");
    }

    private static NetworkMeasurements Network(params int[] correct)
    {
        int[] labels = [.. correct.Select(_ => 1)];
        return new(
            "n",
            "test",
            new Dictionary<StimulusName, Decisions>
            {
                [StimulusName.Intact] = new(
                    "n",
                    ["a", "b"],
                    [.. correct.Select((_, i) => $"{i}")],
                    labels,
                    labels,
                    correct
                ),
            },
            3,
            []
        );
    }
}
