using RobustRepro.Datasets;
using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli;

public sealed class DistortedSetTests : IDisposable
{
    private readonly ImageTree tree = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        tree.Dispose();
    }

    [Fact]
    public void Batches_ranges_and_selections_show_the_same_images()
    {
        IStimulusSet noisy = new DistortedSet(
            "noisy",
            Streamed(7),
            (images, first) => GaussianNoise.Apply(images, first, 0.2f, 5)
        );
        Tensor whole = noisy.Batch(0, 7);
        cat([.. noisy.Batches(3)])
            .allclose(whole, 0, 0)
            .Should()
            .BeTrue("an image has its own noise, whatever the batch");
        noisy.Batch(2, 2).allclose(whole[2..4], 0, 0).Should().BeTrue();
        using StimulusSet chosen = noisy.Select([5, 0]);
        chosen
            .Batch(0, 2)
            .allclose(whole[tensor(new long[] { 5, 0 })], 0, 0.5 / 255 + 1e-6)
            .Should()
            .BeTrue("selections are rounded to bytes");
        chosen.Shape.Should().Equal(1, 0);
        (noisy.Count, noisy.NameOf(6)).Should().Be((7, "6.png"));
    }

    [Fact]
    public void Distorting_leaves_no_tensor_behind()
    {
        IStimulusSet scrambled = new DistortedSet("scrambled", Streamed(5), (images, _) => Scramble.Apply(images));
        long before = Models.ToyNetworks.LiveTensors;
        foreach (Tensor batch in scrambled.Batches(2))
            batch.Dispose();
        Models.ToyNetworks.LiveTensors.Should().Be(before);
    }

    [Fact]
    public void A_streamed_set_is_what_its_files_hold()
    {
        IStimulusSet set = Streamed(4);
        Tensor images = set.Batch(1, 10);
        images.shape.Should().Equal(3, 3, 8, 8);
        images[0, 0, 0, 0].item<float>().Should().Be(1 * 20 / 255f);
        set.Shape.Should().Equal(0, 1, 0, 1);
        set.Classes.Should().Equal("first", "second");
        set.Select([3]).Classes.Should().Equal("first", "second");
        cat([.. set.Batches(3)]).allclose(set.Batch(0, 4), 0, 0).Should().BeTrue();
    }

    /// <summary>Even images are of the first class.</summary>
    private StreamedSet Streamed(int count)
    {
        for (int i = 0; i < count; i++)
            tree.AddPlain($"{(i % 2 == 0 ? "a" : "b")}/{i}.png", 20 * i);
        IImageSet folders = ImageFolder.Open(tree.Path);
        int[] byName =
        [
            .. Enumerable.Range(0, count).OrderBy(i => Path.GetFileName(folders.Name(i)), StringComparer.Ordinal),
        ];
        return new("streamed", folders.Subset(byName), ImagePreparation.AsIs(8), ["first", "second"]);
    }
}
