using RobustRepro.Models;
using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Runtime;

/// <summary>
/// That the kernels chosen on this processor compute convolutions. On some, oneDNN 3.7 is wrong for some numbers of
/// channels, by as much as values are large (<see cref="ConvolutionKernels"/>).
/// </summary>
public sealed class ConvolutionKernelTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(1, 192)]
    [InlineData(2, 64)]
    public void Convolutions_of_one_pixel_are_right_for_every_number_of_outputs(int threads, int inputs)
    {
        IReadOnlyList<int> wrong;
        int before = get_num_threads();
        set_num_threads(threads);
        try
        {
            wrong = ConvolutionKernels.WrongOutputs(inputs);
        }
        finally
        {
            set_num_threads(before);
        }
        wrong.Should().BeEmpty("these numbers of outputs are computed wrongly");
    }

    [Theory]
    [InlineData("alexnet", 11)]
    [InlineData("alexnet", 50)]
    [InlineData("googlenet", 11)]
    [InlineData("googlenet", 50)]
    [InlineData("resnet", 11)]
    [InlineData("resnet", 50)]
    public void Small_networks_and_their_gradients_are_right(string architecture, int images)
    {
        using IDisposable pause = FinalizerPause.Enter();
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor pixels = rand(images, 3, 64, 64);
        (Tensor answers, Tensor gradient) = Pass(pixels);
        (Tensor sure, Tensor sureGradient) = Pass(pixels.to(float64));
        Difference(answers, sure).Should().BeLessThan(1e-3);
        // in one image of fifty a unit may lie so near its kink that rounding decides which slope it has
        Enumerable
            .Range(0, images)
            .Count(i => Difference(gradient[i], sureGradient[i]) > 1e-4)
            .Should()
            .BeLessThanOrEqualTo(1);

        (Tensor, Tensor) Pass(Tensor input)
        {
            using NormalizedModel model = ModelRegistry.Create(
                ModelRegistry.Find(architecture),
                64,
                10,
                Normalization.Centred,
                seed: 1
            );
            model.to(input.dtype);
            model.eval();
            Tensor leaf = input.clone().requires_grad_(true);
            Tensor output = model.call(leaf);
            (output * output).sum().backward();
            return (output.detach(), leaf.grad!.detach());
        }
    }

    [Theory]
    [InlineData("AuthenticAMD", 26, true)]
    [InlineData("AuthenticAMD", 25, false)]
    [InlineData("GenuineIntel", 6, false)]
    public void Processors_whose_kernels_were_found_wrong_are_tried(string vendor, int family, bool inDoubt) =>
        ConvolutionKernels
            .AreInDoubtOn([
                "processor\t: 0",
                $"vendor_id\t: {vendor}",
                $"cpu family\t: {family}",
                "",
                "cpu family\t: 0",
            ])
            .Should()
            .Be(inDoubt);

    /// <summary>Relative to the largest right value.</summary>
    private static double Difference(Tensor fast, Tensor sure) =>
        ((fast.to(float64) - sure).abs().max() / sure.abs().max()).item<double>();
}
