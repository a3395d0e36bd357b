using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Conflicts;

public sealed class ColourTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Recolouring_by_rank_gives_the_palettes_pixels_in_the_order_of_the_layouts_brightness()
    {
        Plane Row(params double[] values) => Plane.Create(1, values.Length, (_, x) => values[x]);
        Plane brightness = Row(0.9, 0.1, 0.5, 0.5);
        // green, red, blue and black, of luminance 0.7154, 0.2125, 0.0721 and 0
        Plane[] palette = [Row(0, 1, 0, 0), Row(1, 0, 0, 0), Row(0, 0, 1, 0)];
        Plane[] recoloured = RankTransfer.Apply([brightness, brightness, brightness], palette);
        // the two equal pixels share what red and blue make
        recoloured[0].Values.Should().Equal(0, 0, 0.5, 0.5);
        recoloured[1].Values.Should().Equal(1, 0, 0, 0);
        recoloured[2].Values.Should().Equal(0, 0, 0.5, 0.5);
    }

    [Fact]
    public void Whitened_colours_are_uncorrelated_and_equally_wide()
    {
        // the channels share most of their variation, as in photographs
        Tensor soft = Soft(1),
            images = soft * 0.3f + soft.narrow(1, 0, 1) * 0.7f;
        (double[] mean, double[] matrix) = ColourWhitening.Of(PerImage.Split(images)[0]);
        Tensor pixels = images[0].flatten(1).to(float64) - tensor(mean).view(3, 1);
        Tensor white = tensor(matrix).view(3, 3).mm(pixels);
        Tensor covariance = white.mm(white.t()) / white.shape[1],
            before = pixels.mm(pixels.t()) / pixels.shape[1];
        double[] axes = [.. linalg.eigvalsh(covariance).data<double>()],
            axesBefore = [.. linalg.eigvalsh(before).data<double>()];
        (axesBefore[2] / axesBefore[0]).Should().BeGreaterThan(10);
        (axes[2] / axes[0]).Should().BeLessThan(2, "but for the floor under the smallest variance, all would be equal");
        Tensor matrixTensor = tensor(matrix).view(3, 3);
        (matrixTensor - matrixTensor.t())
            .abs()
            .max()
            .item<double>()
            .Should()
            .BeLessThan(1e-9, "it turns no colour into another");
    }

    [Fact]
    public void An_image_of_one_colour_can_be_whitened()
    {
        (_, double[] matrix) = ColourWhitening.Of(PerImage.Split(full([1, 3, 4, 4], 0.5f))[0]);
        matrix.Should().OnlyContain(v => double.IsFinite(v));
    }
}
