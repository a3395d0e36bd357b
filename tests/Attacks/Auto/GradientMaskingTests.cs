using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Models;
using TorchSharp;
using static RobustRepro.Tests.Attacks.AttackedNetworks;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Attacks.Auto;

/// <summary>Networks that hide their mistakes from gradients are told as such, in words and without NaN.</summary>
public sealed class GradientMaskingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public GradientMaskingTests() => random.manual_seed(0);

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(Norm.L2, 2f)]
    [InlineData(Norm.Linf, 0.1f)]
    public void A_network_whose_gradient_is_zero_everywhere_falls_to_Square_alone(Norm norm, float eps)
    {
        // 33 brightnesses: a square changes them, a gradient does not see them
        using var network = new Rounding(Convolutional());
        AutoAttackResult result = Run(network, norm, eps, images: 12);
        result.Check.ZeroGradient.Should().Be(12);
        result.Stages[1].Broken.Should().Be(0);
        result.Stages[2].Broken.Should().Be(0);
        result.Stages[3].Broken.Should().BeGreaterThan(0);
        result.RobustAccuracy.Should().BeInRange(0, 1);
        result
            .Signs.Should()
            .Contain(s => s.StartsWith("Square, which sees no gradient, broke"))
            .And.Contain("the gradient of 12 of 12 images is 0 in every pixel")
            .And.Contain(s => s.StartsWith("more steps do not help"));
    }

    [Fact]
    public void A_network_that_answers_every_image_alike_withstands_everything_and_is_told()
    {
        using var network = new Constant();
        AutoAttackResult result = Run(network, Norm.L2, 1, images: 3);
        result.RobustAccuracy.Should().Be(1);
        result.Signs.Should().Contain("the gradient of 3 of 3 images is 0 in every pixel");
    }

    [Fact]
    public void Logits_so_large_that_the_loss_is_exactly_0_are_told()
    {
        using var network = new Scaled(Convolutional(), 1e4f);
        AutoAttackResult result = Run(network, Norm.L2, 0.3f, images: 12);
        result.Check.ZeroLoss.Should().BeGreaterThan(6);
        result.Signs.Should().Contain($"the loss of {result.Check.ZeroLoss} of 12 images is exactly 0 in float32");
        // the targeted ratio does not see the scale
        result.Stages[1].Broken.Should().BeGreaterThan(0);
    }

    [Fact]
    public void An_honest_network_shows_no_sign()
    {
        using NormalizedModel network = Convolutional();
        AutoAttackResult result = Run(network, Norm.L2, 0.3f, images: 24);
        result.Signs.Should().BeEmpty();
        result.RobustAccuracy.Should().BeInRange(0.01, 0.99);
    }

    private static AutoAttackResult Run(nn.Module<Tensor, Tensor> network, Norm norm, float eps, int images)
    {
        network.eval();
        Tensor x = rand(images, 3, 16, 16);
        int[] labels = [.. Answers(network, x).data<long>().Select(a => (int)a)];
        return new AutoAttack(new ThreatModel(norm, eps)) { Steps = 15, Queries = 300 }.Run(network, x, labels);
    }

    private sealed class Rounding : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> inner;

        public Rounding(nn.Module<Tensor, Tensor> inner)
            : base(nameof(Rounding))
        {
            this.inner = inner;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => inner.call((input * 32).round() / 32);
    }

    private sealed class Scaled : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> inner;
        private readonly float scale;

        public Scaled(nn.Module<Tensor, Tensor> inner, float scale)
            : base(nameof(Scaled))
        {
            this.inner = inner;
            this.scale = scale;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => inner.call(input) * scale;
    }

    private sealed class Constant() : nn.Module<Tensor, Tensor>(nameof(Constant))
    {
        public override Tensor forward(Tensor input) =>
            arange(0, 10, float32).flip(0).unsqueeze(0).repeat(input.shape[0], 1);
    }
}
