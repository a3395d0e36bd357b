using RobustRepro.Attacks;
using RobustRepro.Models;
using TorchSharp;
using static RobustRepro.Tests.Attacks.AttackedNetworks;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Attacks;

public sealed class ProjectedGradientDescentTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public ProjectedGradientDescentTests() => random.manual_seed(0);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void On_a_linear_network_the_L2_attack_finds_the_closed_form_optimum()
    {
        (nn.Module<Tensor, Tensor> network, Tensor w) = LinearNetwork();
        Tensor x = 0.4f + 0.2f * rand(5, 3, 8, 8);
        Tensor perturbed = ProjectedGradientDescent
            .ForEvaluation(new(Norm.L2, 0.5f), 20)
            .Perturb(network, x, zeros(5, dtype: int64));
        Tensor optimum = x + 0.5f * (w / w.norm()).view(1, 3, 8, 8);
        Largest(perturbed - optimum).Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void On_a_linear_network_the_Linf_attack_finds_the_closed_form_optimum()
    {
        (nn.Module<Tensor, Tensor> network, Tensor w) = LinearNetwork();
        Tensor x = 0.4f + 0.2f * rand(5, 3, 8, 8);
        Tensor perturbed = ProjectedGradientDescent
            .ForEvaluation(new(Norm.Linf, 0.05f), 10)
            .Perturb(network, x, zeros(5, dtype: int64));
        Largest(perturbed - (x + 0.05f * w.sign().view(1, 3, 8, 8))).Should().BeLessThan(1e-6f);
    }

    [Theory]
    [InlineData(Norm.L2, 1.5f, false)]
    [InlineData(Norm.L2, 1.5f, true)]
    [InlineData(Norm.Linf, 0.1f, false)]
    [InlineData(Norm.Linf, 0.1f, true)]
    public void The_result_stays_in_the_ball_and_in_the_pixel_range(Norm norm, float eps, bool randomStart)
    {
        using NormalizedModel model = Convolutional();
        Tensor x = rand(20, 3, 16, 16);
        // steps that leave the ball and the pixel range each time
        var attack = new ProjectedGradientDescent(new(norm, eps), 3 * eps, 5)
        {
            RandomStart = randomStart,
            UseBest = false,
        };
        Tensor perturbed = attack.Perturb(model, x, Answers(model, x));
        Tensor difference = (perturbed - x).flatten(1);
        Tensor size = norm == Norm.L2 ? difference.norm(1) : difference.abs().amax([1]);
        Largest(size).Should().BeLessThanOrEqualTo(eps * (1 + 1e-5f)).And.BeGreaterThan(0.5f * eps);
        perturbed.min().item<float>().Should().BeGreaterThanOrEqualTo(0);
        perturbed.max().item<float>().Should().BeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_network_is_attacked_in_evaluation_mode_and_gets_its_mode_back(bool training)
    {
        List<bool> seen = [];
        using var network = new ObservingNetwork(
            (self, input) =>
            {
                seen.Add(self.training);
                return cat([input.flatten(1).sum(1, true), zeros(input.shape[0], 1)], 1);
            }
        );
        network.train(training);
        Weak.Perturb(network, rand(2, 3, 4, 4), zeros(2, dtype: int64));
        seen.Should().HaveCount(Weak.Steps + 1).And.OnlyContain(mode => !mode);
        network.training.Should().Be(training);
    }

    [Fact]
    public void A_failing_network_gets_its_mode_back_too()
    {
        using var network = new ObservingNetwork((_, _) => throw new InvalidOperationException("broken"));
        network.train();
        Action attack = () => Weak.Perturb(network, rand(2, 3, 4, 4), zeros(2, dtype: int64));
        attack.Should().Throw<InvalidOperationException>().WithMessage("broken");
        network.training.Should().BeTrue();
    }

    [Fact]
    public void Nothing_outlives_the_scope_of_the_caller()
    {
        using NormalizedModel model = Convolutional();
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            Tensor x = rand(4, 3, 16, 16);
            (Weak with { RandomStart = true, Restarts = 3 }).Perturb(model, x, zeros(4, dtype: int64));
        }
        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(before);
    }

    [Fact]
    public void The_best_iterate_is_never_below_the_last_nor_below_the_start()
    {
        using NormalizedModel model = Convolutional();
        Tensor x = rand(100, 3, 16, 16),
            y = Answers(model, x);
        // steps as large as the ball overshoot
        var attack = new ProjectedGradientDescent(new(Norm.Linf, 0.3f), 0.5f, 6);
        Tensor best = Losses(model, attack.Perturb(model, x, y), y),
            last = Losses(model, (attack with { UseBest = false }).Perturb(model, x, y), y);
        best.ge(last).all().item<bool>().Should().BeTrue();
        best.gt(last).any().item<bool>().Should().BeTrue("otherwise this shows nothing");
        best.ge(Losses(model, x, y)).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Equal_losses_keep_the_earlier_iterate()
    {
        // the loss is the same everywhere, its gradient is not zero: only a strict comparison keeps the image as it was
        using var network = new ObservingNetwork(
            (_, input) =>
            {
                Tensor zero = input.flatten(1).sum(1, true);
                return cat([zero - zero.detach(), zeros(input.shape[0], 1)], 1);
            }
        );
        Tensor x = 0.25f + 0.5f * rand(3, 3, 4, 4);
        Largest(Weak.Perturb(network, x, zeros(3, dtype: int64)) - x).Should().Be(0);
        Largest((Weak with { UseBest = false }).Perturb(network, x, zeros(3, dtype: int64)) - x)
            .Should()
            .BeGreaterThan(0.01f);
    }

    [Fact]
    public void Images_that_were_normalised_before_are_refused_with_the_reason()
    {
        using NormalizedModel model = Convolutional();
        Tensor normalised = (rand(2, 3, 16, 16) - 0.5f) / 0.25f;
        Action attack = () => Weak.Perturb(model, normalised, zeros(2, dtype: int64));
        attack
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*expected [0, 1]*normalises its input itself*");
    }

    [Fact]
    public void The_images_themselves_are_left_alone()
    {
        using NormalizedModel model = Convolutional();
        Tensor x = rand(4, 3, 16, 16),
            copy = x.clone();
        (Weak with { RandomStart = true }).Perturb(model, x, zeros(4, dtype: int64));
        Largest(x - copy).Should().Be(0);
        x.requires_grad.Should().BeFalse();
    }
}
