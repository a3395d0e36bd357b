using RobustRepro.Attacks;
using RobustRepro.Models;
using TorchSharp;
using static RobustRepro.Tests.Attacks.AttackedNetworks;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Attacks;

/// <summary>Attacks that begin at a random point, once or several times.</summary>
public sealed class RandomStartTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public RandomStartTests() => random.manual_seed(0);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_random_L2_start_lies_on_the_sphere_and_a_Linf_start_fills_the_cube()
    {
        using NormalizedModel model = Convolutional();
        Tensor x = full([10, 3, 16, 16], 0.5f),
            y = zeros(10, dtype: int64);
        var start = new ProjectedGradientDescent(new(Norm.L2, 0.8f), 0.1f, 0) { RandomStart = true, UseBest = false };
        Largest((start.Perturb(model, x, y) - x).flatten(1).norm(1) - 0.8f).Should().BeLessThan(1e-5f);

        Tensor cube = (start with { Threat = new(Norm.Linf, 0.1f) }).Perturb(model, x, y) - x;
        cube.abs().max().item<float>().Should().BeInRange(0.099f, 0.1f + 1e-6f);
        cube.std().item<float>().Should().BeApproximately(0.2f / MathF.Sqrt(12), 0.002f);
    }

    [Fact]
    public void What_fools_the_network_after_some_restarts_still_does_after_more()
    {
        // images so near the boundary that noise moves them over it now and then
        (nn.Module<Tensor, Tensor> model, Tensor w) = LinearNetwork();
        Tensor x = 0.5f + 0.02f * randn(300, 3, 8, 8);
        Tensor logits = model.call(x).detach();
        x -= (logits[.., 1] - logits[.., 0]).mean() * (w / w.dot(w)).view(1, 3, 8, 8);
        Tensor y = Answers(model, x);
        HashSet<int> Fooled(int restarts)
        {
            random.manual_seed(5);
            var attack = new ProjectedGradientDescent(new(Norm.L2, 0.3f), 0.1f, 0)
            {
                RandomStart = true,
                UseBest = false,
                Restarts = restarts,
            };
            return
            [
                .. Answers(model, attack.Perturb(model, x, y))
                    .ne(y)
                    .data<bool>()
                    .Select((fooled, i) => fooled ? i : -1)
                    .Where(i => i >= 0),
            ];
        }
        HashSet<int> one = Fooled(1),
            three = Fooled(3),
            nine = Fooled(9);
        one.Should().NotBeEmpty().And.BeSubsetOf(three);
        three.Should().BeSubsetOf(nine);
        nine.Count.Should().BeGreaterThan(one.Count, "otherwise this shows nothing");
    }

    [Fact]
    public void Restarts_need_a_random_start()
    {
        using NormalizedModel model = Convolutional();
        Action attack = () => (Weak with { Restarts = 2 }).Perturb(model, rand(2, 3, 16, 16), zeros(2, dtype: int64));
        attack.Should().Throw<InvalidOperationException>().WithMessage("*random start*");
    }
}
