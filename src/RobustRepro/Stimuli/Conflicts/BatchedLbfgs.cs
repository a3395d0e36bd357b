using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Conflicts;

/// <summary>
/// L-BFGS (Nocedal 1980) on many independent problems at once. Every evaluation is one of the whole batch; each problem
/// keeps its own curvature pairs and its own step: one that fails the Armijo condition is tried again, shorter, while
/// the others go on. So a problem's course does not depend on its company.
/// </summary>
internal static class BatchedLbfgs
{
    private const int Memory = 6;
    private const double Armijo = 1e-4,
        Shorten = 0.35,
        LeastCurvature = 1e-10;

    /// <param name="start">N x D.</param>
    /// <param name="evaluate">Points (N x D) to values (N x 1) and gradients (N x D).</param>
    /// <param name="evaluations">How often, at least 1.</param>
    /// <param name="firstStep">Largest change of a coordinate in a step along the plain gradient.</param>
    /// <returns>The best points found, N x D.</returns>
    public static Tensor Minimize(
        Tensor start,
        Func<Tensor, (Tensor Values, Tensor Gradients)> evaluate,
        int evaluations,
        double firstStep
    )
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor point = start.clone();
        (Tensor value, Tensor gradient) = evaluate(point);
        Tensor direction = Downhill(gradient, firstStep),
            step = ones_like(value);
        var pairs = new Queue<Pair>();
        for (int i = 1; i < evaluations; i++)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor candidate = point + step * direction;
            (Tensor newValue, Tensor newGradient) = evaluate(candidate);
            Tensor accepted = newValue.le(value + step * Dot(gradient, direction) * Armijo);

            Tensor moved = where(accepted, candidate - point, zeros_like(point)),
                turned = where(accepted, newGradient - gradient, zeros_like(point));
            Tensor curvature = Dot(moved, turned);
            // 0 for a problem that did not move or did not turn upwards: the pair then changes nothing
            Tensor inverse = where(
                curvature.gt(Dot(turned, turned) * LeastCurvature),
                curvature.reciprocal(),
                zeros_like(curvature)
            );
            Tensor[] before = [point, value, gradient, direction, step];
            pairs.Enqueue(new(moved, turned, inverse));
            if (pairs.Count > Memory)
                pairs.Dequeue().Dispose();

            point = where(accepted, candidate, point);
            value = where(accepted, newValue, value);
            gradient = where(accepted, newGradient, gradient);
            direction = where(accepted, Direction(gradient, [.. pairs], firstStep), direction);
            step = where(accepted, ones_like(step), step * Shorten);
            foreach (Tensor kept in (Tensor[])[point, value, gradient, direction, step, moved, turned, inverse])
                kept.MoveToOuterDisposeScope();
            foreach (Tensor replaced in before)
                replaced.Dispose();
        }
        return point.MoveToOuterDisposeScope();
    }

    /// <summary>The two-loop recursion; down the plain gradient where there is no pair or where it does not lead
    /// downhill.</summary>
    private static Tensor Direction(Tensor gradient, Pair[] pairs, double firstStep)
    {
        Tensor direction = gradient,
            scale = zeros_like(pairs[0].Inverse);
        var shares = new Tensor[pairs.Length];
        for (int i = pairs.Length - 1; i >= 0; i--)
        {
            (Tensor moved, Tensor turned, Tensor inverse) = pairs[i];
            shares[i] = inverse * Dot(moved, direction);
            direction = direction - shares[i] * turned;
            // the newest valid pair gives the scale
            Tensor first = scale.eq(0).logical_and(inverse.gt(0));
            scale = where(first, (inverse * Dot(turned, turned)).reciprocal(), scale);
        }
        direction = direction * scale;
        for (int i = 0; i < pairs.Length; i++)
            direction = direction + pairs[i].Moved * (shares[i] - pairs[i].Inverse * Dot(pairs[i].Turned, direction));
        return where(Dot(direction, gradient).gt(0), direction.neg(), Downhill(gradient, firstStep));
    }

    private static Tensor Downhill(Tensor gradient, double firstStep) =>
        gradient * (gradient.abs().amax([1], keepdim: true).clamp_min(1e-12).reciprocal() * -firstStep);

    private static Tensor Dot(Tensor a, Tensor b) => (a * b).sum(1, keepdim: true);

    private sealed record Pair(Tensor Moved, Tensor Turned, Tensor Inverse) : IDisposable
    {
        public void Dispose()
        {
            Moved.Dispose();
            Turned.Dispose();
            Inverse.Dispose();
        }
    }
}
