using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

/// <summary>Finer tiles than the paper's; 2 x 2 is tested with <see cref="StimulusSetTests"/>.</summary>
public sealed class ScrambleTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Every_tile_moves_and_none_is_lost(int tiles)
    {
        foreach (long seed in new[] { 0L, 1, 2, 3 })
        {
            int[] permutation = Scramble.Permutation(tiles, seed);
            permutation.Order().Should().Equal(Enumerable.Range(0, tiles * tiles));
            permutation.Where((source, place) => source == place).Should().BeEmpty();
            Scramble.Permutation(tiles, seed).Should().Equal(permutation);
        }
        Scramble
            .Permutation(tiles, 4)
            .SequenceEqual(Scramble.Permutation(tiles, 5))
            .Should()
            .Be(tiles == 2, "only the paper's permutation is fixed");
    }

    [Fact]
    public void Tiles_go_where_the_permutation_says_for_every_image_alike()
    {
        Tensor images = cat([Pattern(12, 24), 1 - Pattern(12, 24)], 0);
        Tensor scrambled = Scramble.Apply(images, 3, seed: 2);
        int[] permutation = Scramble.Permutation(3, 2);
        for (int place = 0; place < 9; place++)
        {
            Tensor Tile(Tensor from, int k) => from.narrow(2, k / 3 * 4, 4).narrow(3, k % 3 * 8, 8);
            Same(Tile(scrambled, place), Tile(images, permutation[place])).Should().BeTrue();
        }
    }

    [Fact]
    public void One_tile_is_the_image_and_tiles_must_fit()
    {
        Same(Scramble.Apply(Pattern(6, 6), 1), Pattern(6, 6)).Should().BeTrue();
        FluentActions
            .Invoking(() => Scramble.Apply(Pattern(6, 6), 4))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("*4 x 4 tiles*that 4 divides*6 x 6*");
        FluentActions.Invoking(() => Scramble.Apply(Pattern(6, 6), 0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
