using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using RobustRepro.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

public sealed class TopImagesTests : IDisposable
{
    private static readonly string[] Layers = ["relu", "flat"];

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Each_unit_has_its_highest_images_and_ties_keep_the_order_of_the_images()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = ToyNetworks.Flat(
            [0, 0, 1, 1, 2],
            (200, 150, 0),
            (255, 150, 0),
            (200, 0, 0),
            (255, 255, 0),
            (0, 150, 0)
        );
        TopImages top = TopImages.Find(model, Layers, set, 3)[0];
        top.Layer.Should().Be("relu");
        top.Units.Should().Be(3);
        top.Images(0).Should().Equal(1, 3, 0);
        top.Activations(0).Select(a => MathF.Round(a, 3)).Should().Equal(1, 1, 0.569f);
        top.Images(1).Should().Equal(3, 0, 1);
        top.Images(2).Should().Equal([0, 1, 2], "no image makes the unit fire");
        Enumerable.Range(0, 3).Select(top.Fires).Should().Equal(true, true, false);
        TopImages.Find(model, ["flat"], set, 3)[0].Images(0).Should().Equal(1, 3, 0);
    }

    [Fact]
    public void The_highest_value_of_a_map_counts_not_its_mean()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        byte[] even = [200, 200, 200, 200, .. new byte[8]],
            peak = [0, 0, 255, 0, .. new byte[8]];
        using StimulusSet set = new(
            "maps",
            ["a"],
            tensor((byte[])[.. even, .. peak], [2, 3, 2, 2]),
            new int[2],
            new int[2]
        );
        TopImages.Find(model, ["relu"], set, 1)[0].Images(0).Should().Equal(1);
        TopImages.Find(model, ["flat"], set, 1)[0].Images(0).Should().Equal(0);
    }

    [Fact]
    public void The_order_of_a_whole_set_is_that_of_a_stable_sort_across_batches()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        var random = new Random(5);
        using StimulusSet set = ToyNetworks.Flat(
            new int[130],
            [.. Enumerable.Range(0, 130).Select(_ => ((byte)random.Next(100, 140), (byte)random.Next(256), (byte)0))]
        );
        float[] red = set.Batch(0, 130)[.., 0, 0, 0].data<float>().ToArray();
        TopImages top = TopImages.Find(model, ["conv"], set, 20)[0];
        top.Images(0).Should().Equal(Enumerable.Range(0, 130).OrderByDescending(i => red[i]).Take(20));
    }

    [Fact]
    public void Class_entropy_is_in_bits()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = ToyNetworks.Flat(
            [0, 0, 1, 1, 2],
            (250, 200, 255),
            (249, 150, 254),
            (200, 255, 0),
            (190, 250, 0),
            (0, 240, 253)
        );
        TopImages top = TopImages.Find(model, ["relu"], set, 4)[0];
        // red: 0 1 2 3, two classes of two; green: 2 3 4 0, classes 1 1 2 0; blue: 0 1 4 and, not firing, 2
        top.ClassEntropy(set.Labels).Should().Equal(1, 1.5, 1.5);
        top.NormalizedClassEntropy(set.Labels, 3)
            .Select(e => Math.Round(e, 6))
            .Should()
            .Equal(
                Math.Round(1 / Math.Log2(3), 6),
                Math.Round(1.5 / Math.Log2(3), 6),
                Math.Round(1.5 / Math.Log2(3), 6)
            );
        top.NormalizedClassEntropy(set.Labels, 100).Should().Equal(0.5, 0.75, 0.75);
        TopImages.Find(model, ["relu"], set, 1)[0].NormalizedClassEntropy(set.Labels, 3).Should().Equal(0, 0, 0);
        FluentActions
            .Invoking(() => top.NormalizedClassEntropy(set.Labels, 1))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Distances_are_euclidean_over_all_pixels()
    {
        using StimulusSet set = ToyNetworks.Flat([0, 0, 0, 0], (0, 0, 0), (51, 0, 0), (0, 102, 0), (0, 0, 0));
        ImageDistances distances = ImageDistances.Of(set);
        distances.Count.Should().Be(4);
        // four pixels each: sqrt(4 x 0.2^2), sqrt(4 x 0.4^2), sqrt(4 x (0.2^2 + 0.4^2))
        distances[0, 1].Should().BeApproximately(0.4, 1e-12);
        distances[2, 0].Should().BeApproximately(0.8, 1e-12);
        distances[1, 2].Should().BeApproximately(Math.Sqrt(0.8), 1e-12);
        distances[0, 3].Should().Be(0);
        distances.Mean([0, 1, 2]).Should().BeApproximately((0.4 + 0.8 + Math.Sqrt(0.8)) / 3, 1e-12);
        distances.Mean([2]).Should().Be(double.NaN);
    }

    [Fact]
    public void Distances_of_large_images_are_those_of_all_their_pixels()
    {
        using StimulusSet set = new("random", ["a"], randint(0, 256, [5, 3, 64, 64]).to(uint8), new int[5], new int[5]);
        ImageDistances distances = ImageDistances.Of(set);
        Tensor pixels = set.Batch(0, 5).flatten(1).to(float64);
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 5; j++)
                distances[i, j].Should().BeApproximately((pixels[i] - pixels[j]).norm().item<double>(), 1e-5);
        }
    }

    [Fact]
    public void Relative_distance_compares_with_any_two_images()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = ToyNetworks.Flat([0, 0, 0, 0], (250, 0, 200), (249, 0, 0), (0, 200, 0), (0, 0, 250));
        ImageDistances distances = ImageDistances.Of(set);
        double all = distances.Mean([0, 1, 2, 3]);
        TopImages top = TopImages.Find(model, ["relu"], set, 2)[0];
        double[] relative = top.RelativeDistance(distances);
        relative[0].Should().BeApproximately(distances[0, 1] / all, 1e-12);
        relative[2].Should().BeApproximately(distances[0, 3] / all, 1e-12);
        TopImages
            .Find(model, ["relu"], set, 4)[0]
            .RelativeDistance(distances)
            .Should()
            .OnlyContain(d => Math.Abs(d - 1) < 1e-12);
    }

    [Fact]
    public void Impossible_counts_and_broken_weights_are_refused()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = ToyNetworks.Flat([0, 1], (1, 2, 3), (4, 5, 6));
        FluentActions
            .Invoking(() => TopImages.Find(model, ["relu"], set, 3))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => TopImages.Find(model, ["relu"], set, 0))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        using (no_grad())
            ((Conv2d)model.Network.named_modules().First(m => m.name == "conv").module).bias!.fill_(float.NaN);
        FluentActions
            .Invoking(() => TopImages.Find(model, ["conv"], set, 1))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("layer 'conv' gives NaN for image 0*");
        ToyNetworks.Hooks(model).Should().Be(0);
    }

    [Fact]
    public void No_tensor_survives()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = ToyNetworks.Flat([0, 1], (1, 2, 3), (4, 5, 6));
        long before = ToyNetworks.LiveTensors;
        TopImages.Find(model, Layers, set, 2)[0].RelativeDistance(ImageDistances.Of(set));
        ToyNetworks.LiveTensors.Should().Be(before);
    }
}
