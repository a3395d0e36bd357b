using RobustRepro.Measures;
using RobustRepro.Runtime;
using RobustRepro.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

public sealed class ClassActivityTests : IDisposable
{
    private const int Groups = 20;

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Entropy_is_that_of_the_means_of_the_classes()
    {
        // classes 0, 0, 1, 2: the units fire for one class, for all alike, never, for class 0 as much as for the others
        // together, and for class 1 and, below 0, for the others
        float[] values = [3, 5, 0, 6, -1, 1, 5, -2, 2, -8, 0, 5, 0, 2, 3, 0, 5, 0, 2, -4];
        var activity = new ClassActivity([0, 0, 1, 2], 1);
        activity.Add(0, tensor(values, [4, 5]));
        double[] found = activity.Entropy();
        found[0].Should().Be(0);
        found[1].Should().BeApproximately(Math.Log2(3), 1e-12);
        found[2].Should().Be(double.NaN);
        found[3].Should().BeApproximately(1.5, 1e-12);
        found[4].Should().Be(0);
        ClassActivity.MeanEntropy([activity]).Should().BeApproximately((Math.Log2(3) + 1.5) / 4, 1e-12);
    }

    [Fact]
    public void The_positive_part_of_a_map_counts_by_its_mean()
    {
        // class 0: mean of (4, 0, 0, 0); class 1: of (1, 1, 1, 0): p = (4/7, 3/7)
        var activity = new ClassActivity([0, 1], 1);
        activity.Add(0, tensor(new float[] { 4, -4, -9, 0, 1, 1, 1, -3 }, [2, 1, 2, 2]));
        activity
            .Entropy()[0]
            .Should()
            .BeApproximately(-4 / 7.0 * Math.Log2(4 / 7.0) - 3 / 7.0 * Math.Log2(3 / 7.0), 1e-12);
    }

    [Fact]
    public void A_network_that_never_fires_has_none()
    {
        var activity = new ClassActivity([0, 1], 1);
        activity.Add(0, zeros(2, 3));
        ClassActivity.MeanEntropy([activity]).Should().Be(double.NaN);
    }

    [Fact]
    public void It_is_that_of_a_naive_computation_whatever_the_batches()
    {
        int[] labels = Labels(230, 7);
        float[,] values = Values(labels.Length, 9);
        ClassActivity activity = Of(labels, values, 64);
        activity.Units.Should().Be(9);
        ShouldBe(activity.Entropy(), Naive(labels, values, Enumerable.Range(0, labels.Length)));
        Of(labels, values, 230).Entropy().Should().Equal(activity.Entropy());
    }

    [Fact]
    public void A_resample_is_the_naive_computation_on_the_images_it_draws()
    {
        int[] labels = Labels(230, 7);
        float[,] values = Values(labels.Length, 9);
        ClassActivity activity = Of(labels, values, 50);
        activity.Entropy([.. Enumerable.Repeat(1, Groups)]).Should().Equal(activity.Entropy());
        int[] groupOf = new int[labels.Length];
        foreach ((int place, int image) in Enumerable.Range(0, labels.Length).OrderBy(i => labels[i]).Index())
            groupOf[image] = place % Groups;
        var random = new SplitMixRandom(5, 1);
        int[] counts = new int[Groups];
        for (int i = 0; i < Groups; i++)
            counts[random.Below(Groups)]++;
        IEnumerable<int> drawn = Enumerable
            .Range(0, labels.Length)
            .SelectMany(image => Enumerable.Repeat(image, counts[groupOf[image]]));
        ShouldBe(activity.Entropy(counts), Naive(labels, values, drawn));
        FluentActions.Invoking(() => activity.Entropy([1, 1])).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_class_that_is_not_drawn_is_left_out()
    {
        // an image per class and group: group 1 has class 1 alone
        var activity = new ClassActivity([0, 1, 2], 3);
        activity.Add(0, tensor(new float[] { 1, 1, 2 }, [3, 1]));
        activity.Entropy([1, 0, 2])[0].Should().BeApproximately(Math.Log2(3) - 2 / 3.0, 1e-12);
        activity.Entropy([0, 3, 0])[0].Should().Be(0);
    }

    [Fact]
    public void An_image_of_no_class_does_not_count()
    {
        var activity = new ClassActivity([0, -1, 1], 1);
        activity.Add(0, tensor(new float[] { 1, 100, 1 }, [3, 1]));
        activity.Entropy()[0].Should().BeApproximately(1, 1e-12);
    }

    [Theory]
    [InlineData(500, 10)]
    [InlineData(1000, 10)]
    [InlineData(1000, 1000)]
    public void Groups_have_images_of_many_classes_though_classes_come_in_turn(int images, int classes)
    {
        int[] labels = [.. Enumerable.Range(0, images).Select(i => i % classes)];
        var activity = new ClassActivity(labels, Groups);
        activity.Add(0, ones(images, 1));
        for (int group = 0; group < Groups; group++)
        {
            int[] alone = new int[Groups];
            alone[group] = 1;
            activity.Entropy(alone)[0].Should().BeApproximately(Math.Log2(Math.Max(10, classes / Groups)), 1e-9);
        }
    }

    [Fact]
    public void No_tensor_survives()
    {
        Tensor maps = rand(4, 3, 2, 2);
        long before = ToyNetworks.LiveTensors;
        new ClassActivity([0, 1, 0, 1], 2).Add(0, maps);
        ToyNetworks.LiveTensors.Should().Be(before);
    }

    private static ClassActivity Of(int[] labels, float[,] values, int batch)
    {
        var activity = new ClassActivity(labels, Groups);
        Tensor all = tensor(values);
        for (int start = 0; start < labels.Length; start += batch)
            activity.Add(start, all.narrow(0, start, Math.Min(batch, labels.Length - start)));
        return activity;
    }

    private static int[] Labels(int count, int classes)
    {
        var random = new SplitMixRandom(3, 0);
        return [.. Enumerable.Range(0, count).Select(_ => random.Below(classes))];
    }

    private static float[,] Values(int images, int units)
    {
        var random = new SplitMixRandom(3, 1);
        var values = new float[images, units];
        for (int i = 0; i < images; i++)
        {
            for (int unit = 0; unit < units - 1; unit++)
                values[i, unit] = random.Uniform(-1, 2) * (unit + 1);
        }
        return values;
    }

    /// <summary>As the definition says it.</summary>
    private static double[] Naive(int[] labels, float[,] values, IEnumerable<int> images) =>
        [
            .. Enumerable
                .Range(0, values.GetLength(1))
                .Select(unit =>
                {
                    double[] means =
                    [
                        .. images.GroupBy(i => labels[i]).Select(c => c.Average(i => Math.Max(0.0, values[i, unit]))),
                    ];
                    return means.Sum() == 0
                        ? double.NaN
                        : -means.Where(m => m > 0).Sum(m => m / means.Sum() * Math.Log2(m / means.Sum()));
                }),
        ];

    private static void ShouldBe(double[] found, double[] expected)
    {
        found.Should().HaveSameCount(expected);
        for (int unit = 0; unit < found.Length; unit++)
        {
            if (double.IsNaN(expected[unit]))
                found[unit].Should().Be(double.NaN);
            else
                found[unit].Should().BeApproximately(expected[unit], 1e-9);
        }
    }
}
