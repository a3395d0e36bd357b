using System.Runtime.CompilerServices;
using RobustRepro.Datasets;
using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Datasets;

public sealed class ImageBatchTests : IDisposable
{
    private readonly ImageTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Batches_come_in_order_and_in_unit_range()
    {
        using IImageSet set = Set(23);
        var seen = new List<byte>();
        int expectedStart = 0;
        foreach (ImageBatch batch in set.Batches(5, ImagePreparation.AsIs(8)))
        {
            using (batch)
            {
                batch.Start.Should().Be(expectedStart);
                batch.Count.Should().Be(expectedStart == 20 ? 3 : 5);
                batch.Labels.Should().Equal(Enumerable.Range(batch.Start, batch.Count).Select(set.Label));
                Pixels.RequireUnitRange(batch.Images);
                batch.Images.shape.Should().Equal(batch.Count, 3, 8, 8);
                batch.Images.Should().Match<Tensor>(t => t.is_contiguous());
                float[] values = batch.Images.data<float>().ToArray();
                for (int i = 0; i < batch.Count; i++)
                {
                    seen.Add((byte)MathF.Round(values[i * 192] * 255));
                    values[i * 192 + 64].Should().Be(128 / 255f);
                    values[i * 192 + 128].Should().Be(1);
                }
                expectedStart += 5;
            }
        }
        seen.Should().Equal(Enumerable.Range(0, 23).Select(i => (byte)i));
    }

    [Fact]
    public void Batches_in_memory_and_single_images_agree()
    {
        using IImageSet set = Set(7, 60);
        var preparation = ImagePreparation.ShorterSideAndCrop(20, 16);
        using StimulusSet loaded = set.Load("photographs", preparation);
        loaded.Name.Text.Should().Be("photographs");
        loaded.Labels.Should().Equal(Enumerable.Range(0, 7).Select(set.Label));
        using Tensor all = loaded.Batch(0, 7);
        using ImageBatch batch = set.Batches(100, preparation).Single();
        batch.Images.allclose(all, 0, 0).Should().BeTrue();
        var planes = new byte[3 * 16 * 16];
        set.Decode(3, preparation).CopyPlanes(planes);
        loaded.Images[3].contiguous().bytes.ToArray().Should().Equal(planes);
    }

    [Fact]
    public void A_damaged_file_is_reported_in_its_turn()
    {
        using IImageSet good = Set(20);
        tree.Add("images/c1/011.png", []);
        tree.Add("images/c1/013.png", [1, 2, 3]);
        var starts = new List<int>();
        Action enumerate = () =>
        {
            foreach (ImageBatch batch in good.Batches(4, ImagePreparation.AsIs(8)))
            {
                using (batch)
                    starts.Add(batch.Start);
            }
        };
        enumerate.Should().Throw<InvalidInputException>().WithMessage("*/c1/011.png is empty (0 bytes)*");
        starts.Should().Equal(0, 4);
    }

    [Fact]
    public void Decoding_stays_a_few_batches_ahead()
    {
        using IImageSet set = Set(64);
        int decoded = 0;
        ImagePreparation counting = ImagePreparation
            .AsIs(8)
            .After(
                "counted",
                image =>
                {
                    Interlocked.Increment(ref decoded);
                    return image;
                }
            );
        using IEnumerator<ImageBatch> batches = set.Batches(4, counting).GetEnumerator();
        decoded.Should().Be(0, "nothing happens before the first batch is asked for");
        batches.MoveNext().Should().BeTrue();
        batches.Current.Dispose();
        SpinWait
            .SpinUntil(() => Volatile.Read(ref decoded) >= 16, TimeSpan.FromMinutes(2))
            .Should()
            .BeTrue("the next batches are decoded meanwhile");
        Thread.Sleep(100);
        // the one given out and the three that wait
        decoded.Should().Be(16);
    }

    [Fact]
    public void Stopping_early_stops_the_decoders()
    {
        using IImageSet set = Set(64);
        int decoded = 0;
        ImagePreparation slow = ImagePreparation
            .AsIs(8)
            .After(
                "slow",
                image =>
                {
                    Thread.Sleep(5);
                    Interlocked.Increment(ref decoded);
                    return image;
                }
            );
        foreach (ImageBatch batch in set.Batches(4, slow))
        {
            batch.Dispose();
            break;
        }
        int after = decoded;
        Thread.Sleep(50);
        decoded.Should().Be(after).And.BeLessThan(64);
    }

    [Fact]
    public void Finalizers_wait_between_batches_and_run_after_them()
    {
        using IImageSet set = Set(8);
        var finalized = new StrongBox<int>();
        foreach (ImageBatch batch in set.Batches(4, ImagePreparation.AsIs(8)))
        {
            batch.Dispose();
            Abandon(finalized);
            GC.Collect();
            Thread.Sleep(50);
            finalized.Value.Should().Be(0);
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        finalized.Value.Should().Be(2);
    }

    [Fact]
    public void Nothing_is_left_in_native_memory()
    {
        using IImageSet set = Set(12);
        TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.Reset();
        foreach (ImageBatch batch in set.Batches(5, ImagePreparation.AsIs(8)))
            batch.Dispose();
        TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(0);
    }

    [Fact]
    public void A_batch_outlives_the_scope_it_was_made_in()
    {
        using IImageSet set = Set(4);
        ImageBatch batch;
        using (TorchSharp.DisposeScope scope = NewDisposeScope())
            batch = set.Batches(4, ImagePreparation.AsIs(8)).First();
        batch.Images.IsInvalid.Should().BeFalse();
        batch.Dispose();
    }

    [Fact]
    public void A_subset_keeps_its_order_and_leaves_the_files_open()
    {
        using IImageSet set = Set(10);
        using (IImageSet some = set.Subset([7, 2, 2]))
        {
            some.Count.Should().Be(3);
            some.Name(0).Should().Be(set.Name(7));
            some.Subset([2]).Label(0).Should().Be(set.Label(2));
            some.Batches(2, ImagePreparation.AsIs(8)).Select(b => b.Count).Should().Equal(2, 1);
        }
        set.Decode(0, ImagePreparation.AsIs(8)).Rgb[0].Should().Be(0);
        set.Subset([]).Batches(4, ImagePreparation.AsIs(8)).Should().BeEmpty();
    }

    [Fact]
    public void A_preparation_says_what_it_does()
    {
        ImagePreparation.ImageNet.Description.Should().Be("shorter side resized to 256, 224 x 224 from the middle");
        ImagePreparation edges = ImagePreparation
            .Stretch(4)
            .After(
                "red turned off",
                image => new(image.Height, image.Width, [.. image.Rgb.Select((b, i) => i % 3 == 0 ? (byte)0 : b)])
            );
        edges.Description.Should().Be("red turned off, resized to 4 x 4");
        using IImageSet set = Set(3);
        set.Decode(2, edges).Rgb.Take(3).Should().Equal(0, 128, 255);
    }

    /// <summary>Images whose red is their index, in two classes, half by half.</summary>
    private IImageSet Set(int count, int size = 8)
    {
        for (int i = 0; i < count; i++)
            tree.AddPlain($"images/c{(i < count / 2 ? 0 : 1)}/{i:000}.png", i, size);
        return ImageFolder.Open(tree.File("images"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(StrongBox<int> finalized) => _ = new Counted(finalized);

    private sealed class Counted(StrongBox<int> finalized)
    {
        ~Counted() => Interlocked.Increment(ref finalized.Value);
    }
}
