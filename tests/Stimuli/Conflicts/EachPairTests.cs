using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Conflicts;

public sealed class EachPairTests
{
    private static readonly int[] Shape = [1, 0, 0, 2, -1, 0, 0, 1],
        Texture = [0, 1, 0, 0, 1, 1, -1, 0];

    [Fact]
    public void The_first_image_of_each_pair_of_two_classes_stays()
    {
        Numbers(1).Should().Equal(0, 1, 3);
        Numbers(2).Should().Equal(0, 1, 3, 5, 7);
        Numbers(9).Should().Equal(0, 1, 3, 5, 7);
    }

    [Fact]
    public void Too_many_are_thinned_out_evenly() => Numbers(2, most: 3).Should().Equal(0, 1, 5);

    /// <summary>Numbers of the images that stay: each is of its own grey.</summary>
    private static int[] Numbers(int perPair, int most = int.MaxValue)
    {
        using StimulusSet set = new(
            "conflict",
            ["a", "b", "c"],
            arange(8).to(ScalarType.Byte).view(8, 1, 1, 1).expand(8, 3, 2, 2).contiguous(),
            Shape,
            Texture
        );
        using StimulusSet first = EachPair.First(set, perPair, most);
        int[] numbers = [.. first.Images.select(3, 0).select(2, 0).select(1, 0).data<byte>().Select(b => (int)b)];
        first.Shape.Should().Equal(numbers.Select(i => Shape[i]));
        first.Texture.Should().Equal(numbers.Select(i => Texture[i]));
        return numbers;
    }
}
