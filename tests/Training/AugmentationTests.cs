using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Training;

public sealed class AugmentationTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    public void Every_image_is_a_shift_and_perhaps_a_mirror_image_of_itself(int padding, bool flip)
    {
        const int count = 400,
            size = 6;
        Tensor images = Distinct(count, size);
        Tensor augmented = Apply(new(padding, flip), images, 3);
        augmented.shape.Should().Equal(images.shape);
        byte[] before = Bytes(images),
            after = Bytes(augmented);
        var seen = new Dictionary<(int, int, bool), int>();
        for (int image = 0; image < count; image++)
        {
            (int, int, bool)[] fitting =
            [
                .. Candidates(padding).Where(c => Fits(before, after, image, size, c.Dy, c.Dx, c.Flip)),
            ];
            (int Dy, int Dx, bool Flip) found = fitting
                .Should()
                .ContainSingle($"image {image} is its own, moved in one way")
                .Subject;
            seen[found] = seen.GetValueOrDefault(found) + 1;
        }
        int kinds = (2 * padding + 1) * (2 * padding + 1) * (flip ? 2 : 1);
        seen.Keys.Should().HaveCount(kinds, "every shift comes up").And.OnlyContain(k => flip || !k.Item3);
        seen.Values.Max().Should().BeLessThan(3 * count / kinds);
    }

    [Fact]
    public void A_generator_s_seed_decides()
    {
        Tensor images = Distinct(50, 6);
        var recipe = new AugmentationRecipe(2, true);
        Bytes(Apply(recipe, images, 3))
            .Should()
            .Equal(Bytes(Apply(recipe, images, 3)))
            .And.NotEqual(Bytes(Apply(recipe, images, 4)));
    }

    [Fact]
    public void Nothing_asked_is_nothing_done()
    {
        Tensor images = Distinct(5, 6);
        Bytes(Apply(new(), images, 3)).Should().Equal(Bytes(images));
    }

    private static Tensor Apply(AugmentationRecipe recipe, Tensor images, ulong seed)
    {
        using var generator = new Generator(seed);
        return Augmentation.Apply(recipe, images, generator);
    }

    /// <summary>Random bytes, so that no two shifts of an image look the same.</summary>
    private static Tensor Distinct(int count, int size)
    {
        var bytes = new byte[count * 3 * size * size];
        new Random(1).NextBytes(bytes);
        return tensor(bytes, [count, 3, size, size]);
    }

    private static IEnumerable<(int Dy, int Dx, bool Flip)> Candidates(int padding) =>
        from dy in Enumerable.Range(-padding, 2 * padding + 1)
        from dx in Enumerable.Range(-padding, 2 * padding + 1)
        from flip in new[] { false, true }
        select (dy, dx, flip);

    /// <summary>The plain way: pad by repeating the edge, mirror, cut out.</summary>
    private static bool Fits(byte[] before, byte[] after, int image, int size, int dy, int dx, bool flip)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            int plane = (image * 3 + channel) * size * size;
            for (int y = 0; y < size; y++)
            {
                for (int x = 0; x < size; x++)
                {
                    int sourceY = Math.Clamp(y + dy, 0, size - 1),
                        sourceX = Math.Clamp((flip ? size - 1 - x : x) + dx, 0, size - 1);
                    if (after[plane + y * size + x] != before[plane + sourceY * size + sourceX])
                        return false;
                }
            }
        }
        return true;
    }

    private static byte[] Bytes(Tensor tensor) => tensor.contiguous().bytes.ToArray();
}
