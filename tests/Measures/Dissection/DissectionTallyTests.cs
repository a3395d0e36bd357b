using RobustRepro.Measures.Dissection;
using RobustRepro.Probes;
using RobustRepro.Tests.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures.Dissection;

public sealed class DissectionTallyTests : IDisposable
{
    private static readonly ConceptCatalogue Small = new(
        ["object", "color", "scene"],
        [new(1, "cat", "object"), new(2, "red", "color"), new(3, "blue", "color"), new(4, "street", "scene")]
    );

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(7, 7, 28, 28)]
    [InlineData(14, 14, 112, 112)]
    [InlineData(5, 9, 33, 31)]
    [InlineData(13, 4, 13, 20)]
    [InlineData(1, 1, 9, 9)]
    [InlineData(1, 6, 8, 8)]
    [InlineData(16, 16, 16, 16)]
    [InlineData(24, 18, 10, 7)]
    public void Equals_the_dense_computation(int height, int width, int labelHeight, int labelWidth)
    {
        const int images = 15,
            units = 12;
        Tensor maps = RandomProbe.Maps(1, images, units, height, width);
        ImageConcepts[] concepts = RandomProbe.Images(2, images, labelHeight, labelWidth);
        // from nearly nothing above to nearly everything
        float[] thresholds = [.. Enumerable.Range(0, units).Select(k => 2.4f - 0.4f * k)];
        var dense = new DenseTally(RandomProbe.Catalogue, maps, thresholds, concepts);

        var tally = new DissectionTally(RandomProbe.Catalogue, units);
        tally.Add(maps, thresholds, new int[images], concepts);
        LayerDissection result = tally.Result();
        for (int number = 1; number <= RandomProbe.Catalogue.Concepts.Count; number++)
        {
            result.LabelPixels(number).Should().Be(dense.LabelPixels[number - 1]);
            for (int k = 0; k < units; k++)
            {
                result
                    .Intersection(k, number)
                    .Should()
                    .Be(dense.Both[k, number - 1], $"of unit {k} and concept {number}");
                result.Iou(k, number).Should().Be(dense.Iou(k, number));
            }
        }
        for (int k = 0; k < units; k++)
        {
            for (int category = 0; category < 3; category++)
                result.UnitPixels(k, category).Should().Be(dense.UnitPixels[k, category]);
        }
    }

    [Fact]
    public void One_image_at_a_time_a_batch_and_any_number_of_threads_count_alike()
    {
        const int images = 9,
            units = 10,
            height = 6,
            width = 8;
        Tensor maps = RandomProbe.Maps(3, images, units, height, width);
        ImageConcepts[] concepts = RandomProbe.Images(4, images, 20, 24);
        float[] thresholds = [.. Enumerable.Repeat(1.5f, units)],
            values = maps.data<float>().ToArray();
        int[] groups = [.. Enumerable.Range(0, images).Select(i => i % 3)];
        var single = new DissectionTally(RandomProbe.Catalogue, units, 3);
        for (int i = 0; i < images; i++)
            single.Add(
                groups[i],
                values.AsSpan(i * units * height * width, units * height * width),
                height,
                width,
                thresholds,
                concepts[i]
            );
        foreach (int threads in new[] { 1, 2, 7 })
        {
            var batch = new DissectionTally(RandomProbe.Catalogue, units, 3);
            batch.Add(maps, thresholds, groups, concepts, threads);
            foreach (int[] counts in new int[][] { [1, 1, 1], [0, 2, 1], [3, 0, 0] })
                Counts(batch.Result(counts)).Should().Equal(Counts(single.Result(counts)));
        }
    }

    [Fact]
    public void A_group_taken_twice_counts_as_if_its_images_came_twice()
    {
        const int images = 8,
            units = 6;
        Tensor maps = RandomProbe.Maps(5, images, units, 7, 7);
        ImageConcepts[] concepts = RandomProbe.Images(6, images, 21, 21);
        float[] thresholds = [.. Enumerable.Repeat(1.2f, units)];
        var grouped = new DissectionTally(RandomProbe.Catalogue, units, 4);
        grouped.Add(maps, thresholds, [0, 1, 2, 3, 0, 1, 2, 3], concepts);
        int[] drawn = [0, 0, 2, 3, 4, 4, 6, 7];
        var resampled = new DissectionTally(RandomProbe.Catalogue, units);
        resampled.Add(
            maps.index_select(0, tensor([.. drawn.Select(d => (long)d)])),
            thresholds,
            new int[images],
            [.. drawn.Select(d => concepts[d])]
        );
        Counts(grouped.Result([2, 0, 1, 1])).Should().Equal(Counts(resampled.Result()));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var tally = new DissectionTally(Small, units: 1, groups: 2);
        var image = new ImageConcepts(
            2,
            2,
            [
                [1, 0, 0, 0],
            ],
            []
        );
        Action[] wrong =
        [
            () => tally.Add(0, [1, 2, 3], 2, 2, [0], image),
            () => tally.Add(0, [1, 2, 3, 4], 2, 2, [0, 0], image),
            () => tally.Add(2, [1, 2, 3, 4], 2, 2, [0], image),
            () =>
                tally.Add(
                    0,
                    [1, 2, 3, 4],
                    2,
                    2,
                    [0],
                    new(
                        2,
                        2,
                        [
                            [1, 0, 0],
                        ],
                        []
                    )
                ),
            () =>
                tally.Add(
                    0,
                    [1, 2, 3, 4],
                    2,
                    2,
                    [0],
                    new(
                        2,
                        2,
                        [
                            [9, 0, 0, 0],
                        ],
                        []
                    )
                ),
            () => tally.Add(0, [1, 2, 3, 4], 2, 2, [0], new(2, 2, [], [5])),
            () => tally.Add(0, [1, 2, 3, 4], 2, 2, [0], new(0, 2, [], [])),
            () => tally.Add(ones(1, 2, 2, 2), [0], [0], [image]),
            () => tally.Add(ones(2, 1, 2, 2), [0], [0, 0], [image]),
            () => tally.Result([1]),
            () => tally.Result([1, -1]),
        ];
        foreach (Action action in wrong)
            action.Should().Throw<ArgumentException>();
        Counts(tally.Result()).Should().OnlyContain(count => count == 0, "nothing of a refused image may be counted");
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        Tensor maps = RandomProbe.Maps(7, 2, 3, 4, 4).permute(0, 1, 3, 2);
        var tally = new DissectionTally(RandomProbe.Catalogue, 3);
        ImageConcepts[] concepts = RandomProbe.Images(8, 2, 8, 8);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        tally.Add(maps, [1, 1, 1], [0, 0], concepts);
        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(before);
    }

    private static long[] Counts(LayerDissection result) =>
        [
            .. from k in Enumerable.Range(0, result.Units)
            from c in result.Catalogue.Concepts
            select result.Intersection(k, c.Number),
            .. from k in Enumerable.Range(0, result.Units)
            from c in Enumerable.Range(0, result.Catalogue.Categories.Count)
            select result.UnitPixels(k, c),
            .. result.Catalogue.Concepts.Select(c => result.LabelPixels(c.Number)),
        ];
}
