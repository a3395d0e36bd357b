using RobustRepro.Measuring.Synthesis;
using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measuring.Synthesis;

/// <summary>Units whose taste is known: one likes red, one dislikes green, one is silent whatever it sees.</summary>
public sealed class UnitSynthesesTests : IDisposable
{
    private const int Side = 8,
        Grey = 128;

    private readonly NormalizedModel model = Likes((1, 0, 0, 0), (0, -1, 0, 1), (-1, -1, -1, -1));

    public void Dispose() => model.Dispose();

    [Fact]
    public void A_unit_draws_what_it_likes()
    {
        byte[][] drawn = Draw([1, 0]);
        double[] disliked = Colours(drawn[0]),
            liked = Colours(drawn[1]);
        liked[0].Should().BeGreaterThan(Grey + 20);
        disliked[1].Should().BeLessThan(Grey - 20);
        // what a unit does not look at stays as it was
        foreach (double other in new[] { liked[1], liked[2], disliked[0], disliked[2] })
            other.Should().BeApproximately(Grey, 10);
    }

    [Fact]
    public void A_unit_that_is_silent_on_noise_draws_nothing()
    {
        byte[][] drawn = Draw([2, 0]);
        drawn[0].Should().BeEmpty();
        drawn[1].Should().HaveCount(3 * Side * Side);
    }

    [Fact]
    public void The_same_units_draw_the_same_and_leave_no_tensor_and_no_mode_behind()
    {
        model.train();
        byte[][] first = Draw([0, 1]);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Draw([0, 1]).Should().BeEquivalentTo(first, o => o.WithStrictOrdering());
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
        model.training.Should().BeTrue();
    }

    private byte[][] Draw(int[] units) => UnitSyntheses.Draw(model, "relu", units, Side, null);

    /// <summary>Mean value per colour, 0 to 255.</summary>
    private static double[] Colours(byte[] pixels) =>
        [.. pixels.Chunk(Side * Side).Select(plane => plane.Average(p => (double)p))];

    /// <summary>A unit per entry: what a pixel of each colour adds to it, and what it has without any.</summary>
    private static NormalizedModel Likes(params (float Red, float Green, float Blue, float Bias)[] units)
    {
        var mix = nn.Conv2d(3, units.Length, 1);
        using (no_grad())
        {
            mix.weight.copy_(
                tensor(units.SelectMany(u => new[] { u.Red, u.Green, u.Blue }).ToArray(), [units.Length, 3, 1, 1])
            );
            mix.bias!.copy_(tensor(units.Select(u => u.Bias).ToArray()));
        }
        return new(nn.Sequential(("mix", mix), ("relu", nn.ReLU())), Normalization.None);
    }
}
