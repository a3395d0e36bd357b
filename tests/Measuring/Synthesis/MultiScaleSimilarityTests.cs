using RobustRepro.Measures.Synthesis;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measuring.Synthesis;

public sealed class MultiScaleSimilarityTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>The number is from plain loops in NumPy over the formulas of Wang et al. (2003), with the same window
    /// and two scales.</summary>
    [Fact]
    public void It_is_what_the_formulas_give()
    {
        (Tensor x, Tensor y) = Patterns();
        MultiScaleSimilarity.Of(x, y).Should().Equal([0.9149867323760321], (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void An_image_is_like_itself_and_less_like_one_with_more_noise()
    {
        Tensor x = Patterns().X;
        double Noisy(double amount) =>
            MultiScaleSimilarity.Of(x, (x + amount * (0.5 - Patterns().Y)).clamp(0, 1)).Single();
        MultiScaleSimilarity.Of(x, x).Should().Equal([1.0], (a, b) => Math.Abs(a - b) < 1e-9);
        Noisy(0.2).Should().BeLessThan(0.999).And.BeGreaterThan(Noisy(0.6));
    }

    [Fact]
    public void Images_are_compared_one_by_one()
    {
        (Tensor x, Tensor y) = Patterns();
        double[] both = MultiScaleSimilarity.Of(cat([x, x]), cat([y, x]));
        both.Should().HaveCount(2);
        both[0].Should().Be(MultiScaleSimilarity.Of(x, y)[0]);
        both[1].Should().BeApproximately(1, 1e-9);
    }

    [Fact]
    public void An_image_and_its_negative_have_nothing_in_common()
    {
        Tensor x = Patterns().X;
        MultiScaleSimilarity.Of(x, 1 - x).Should().Equal(0);
    }

    [Fact]
    public void An_image_smaller_than_the_window_is_refused()
    {
        Tensor small = zeros(1, 3, 6, 20);
        FluentActions
            .Invoking(() => MultiScaleSimilarity.Of(small, small))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    private static (Tensor X, Tensor Y) Patterns()
    {
        Tensor c = arange(3, float64).view(3, 1, 1),
            h = arange(20, float64).view(1, 20, 1),
            w = arange(28, float64).view(1, 1, 28);
        Tensor x = (7 * h + 13 * w + 5 * c).remainder(29) / 28;
        Tensor y = (x * 0.8 + (3 * h + w * c).remainder(11) / 55).clamp(0, 1);
        return (x.unsqueeze(0), y.unsqueeze(0));
    }
}
