using RobustRepro.Onnx.Operators;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Tests.Onnx;

public sealed class DepthwiseConvolutionTests
{
    [Theory]
    [InlineData(3, 3, 1, 1)]
    [InlineData(3, 3, 2, 1)]
    [InlineData(5, 1, 1, 2)]
    [InlineData(7, 7, 3, 1)]
    [InlineData(2, 4, 2, 3)]
    public void Values_and_gradients_are_libtorchs(int height, int width, int stride, int dilation)
    {
        using DisposeScope scope = NewDisposeScope();
        var generator = new Generator(4);
        Tensor x = rand([2, 6, 23, 20], generator: generator, dtype: ScalarType.Float64),
            weight = randn([6, 1, height, width], generator: generator, dtype: ScalarType.Float64),
            bias = randn([6], generator: generator, dtype: ScalarType.Float64);
        foreach (Tensor? shift in new[] { bias, null })
        {
            Tensor one = x.clone().requires_grad_(true),
                two = x.clone().requires_grad_(true);
            Tensor own = DepthwiseConvolution.Apply(one, weight, shift, [stride, stride], [dilation, dilation]),
                theirs = F.conv2d(
                    two,
                    weight,
                    shift,
                    strides: [stride, stride],
                    padding: [0, 0],
                    dilation: [dilation, dilation],
                    groups: 6
                );
            own.shape.Should().Equal(theirs.shape);
            own.allclose(theirs).Should().BeTrue();
            own.pow(2).sum().backward();
            theirs.pow(2).sum().backward();
            one.grad!.allclose(two.grad!).Should().BeTrue();
        }
    }
}
