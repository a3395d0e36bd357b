using RobustRepro.Stimuli.Conflicts;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Conflicts;

public sealed class BatchedLbfgsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>Quadratics whose curvatures differ a thousandfold, each with its own minimum.</summary>
    [Fact]
    public void Badly_scaled_quadratics_are_solved_side_by_side()
    {
        Tensor curvature = logspace(0, 3, 6).view(1, 6),
            minimum = tensor(new[] { 1f, -2, 3, 0, 0.5f, -1, 5, 5, -5, 1, 2, 3 }, [2, 6]);
        int evaluations = 0;
        Tensor found = BatchedLbfgs.Minimize(
            zeros(2, 6),
            x =>
            {
                evaluations++;
                Tensor off = x - minimum;
                return ((off.square() * curvature).sum(1, keepdim: true) / 2, off * curvature);
            },
            evaluations: 40,
            firstStep: 0.1
        );
        evaluations.Should().Be(40);
        (found - minimum).abs().max().item<float>().Should().BeLessThan(1e-3f);
    }

    [Fact]
    public void The_curved_valley_of_Rosenbrock_is_followed_to_its_end()
    {
        Tensor found = BatchedLbfgs.Minimize(
            tensor(new[] { -1.2, 1 }, [1, 2]),
            Rosenbrock,
            evaluations: 80,
            firstStep: 0.1
        );
        (found - 1).abs().max().item<double>().Should().BeLessThan(1e-4);
    }

    [Fact]
    public void A_problems_course_does_not_depend_on_its_company()
    {
        Tensor starts = tensor(new[] { -1.2, 1, 3, -2, 0.5, 0.5 }, [3, 2]);
        Tensor together = BatchedLbfgs.Minimize(starts, Rosenbrock, evaluations: 25, firstStep: 0.1);
        for (int i = 0; i < 3; i++)
            (BatchedLbfgs.Minimize(starts.narrow(0, i, 1), Rosenbrock, evaluations: 25, firstStep: 0.1) - together[i])
                .abs()
                .max()
                .item<double>()
                .Should()
                .Be(0);
    }

    [Fact]
    public void One_evaluation_moves_nothing_and_a_minimum_is_left_alone()
    {
        Tensor start = tensor(new[] { 1.0, 1, 0, 0 }, [2, 2]);
        (BatchedLbfgs.Minimize(start, Rosenbrock, evaluations: 1, firstStep: 0.1) - start)
            .abs()
            .max()
            .item<double>()
            .Should()
            .Be(0);
        (BatchedLbfgs.Minimize(start, Rosenbrock, evaluations: 10, firstStep: 0.1)[0] - 1)
            .abs()
            .max()
            .item<double>()
            .Should()
            .Be(0);
    }

    private static (Tensor, Tensor) Rosenbrock(Tensor points)
    {
        Tensor x = points.narrow(1, 0, 1),
            y = points.narrow(1, 1, 1),
            bend = y - x.square();
        return ((1 - x).square() + 100 * bend.square(), cat([-2 * (1 - x) - 400 * x * bend, 200 * bend], 1));
    }
}
