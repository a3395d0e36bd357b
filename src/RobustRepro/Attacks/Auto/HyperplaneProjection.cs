using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>
/// The shortest way from a point of the unit cube to a hyperplane within the cube (Croce and Hein 2020, FAB, section
/// 2.1), in either norm.
/// </summary>
/// <remarks> A pixel moves against w by <c>speed * min(s, room / speed)</c>, all with the same s, and what is gained on
/// the way to the plane is a concave, piecewise linear function of s. The authors sort its corners; Newton's method
/// from 0 meets the solution exactly, from below, in a few passes over the pixels. </remarks>
internal static class HyperplaneProjection
{
    /// <summary>Far more than the ten or so passes that are needed: each passes at least one corner.</summary>
    private const int MostPasses = 100;

    /// <summary>Under L2, pixels with a smaller weight stay, as with the authors.</summary>
    private const float LeastWeight = 1e-8f;

    /// <summary>What to add to each point, N x D; where the plane does not meet the cube, what brings the point nearest
    /// to it. Zero where w is.</summary>
    /// <param name="points">float32, N x D, in [0, 1].</param>
    /// <param name="w">N x D: the normals.</param>
    /// <param name="b">N: the plane is where the inner product with w is b.</param>
    public static Tensor Of(Norm norm, Tensor points, Tensor w, Tensor b)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor distance = (w * points).sum(1) - b,
            side = where(distance.ge(0), 1f, -1f).unsqueeze(1),
            size = w.abs();
        size = where(size.gt(norm == Norm.L2 ? LeastWeight : 0), size, zeros_like(size));
        Tensor direction = -(w * side).sign() * size.gt(0).to(float32);
        Tensor room = where(direction.lt(0), points, 1 - points),
            speed = norm == Norm.L2 ? size : ones_like(size),
            corner = room / where(size.gt(0), speed, ones_like(speed)),
            gain = size * speed;
        Tensor reach = Reach(distance.abs(), corner, gain).unsqueeze(1);
        return (direction * speed * minimum(corner, reach)).MoveToOuterDisposeScope();
    }

    /// <summary>The least s at which the sum of <c>gain * min(s, corner)</c> is the distance; the largest corner where
    /// it never is.</summary>
    private static Tensor Reach(Tensor distance, Tensor corner, Tensor gain)
    {
        Tensor furthest = corner.amax([1]),
            reach = zeros_like(distance);
        for (int pass = 0; pass < MostPasses; pass++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor beyond = corner.gt(reach.unsqueeze(1)).to(float32) * gain;
            Tensor slope = beyond.sum(1),
                gained = ((gain - beyond) * corner).sum(1);
            Tensor next = where(
                slope.gt(0),
                minimum((distance - gained) / where(slope.gt(0), slope, ones_like(slope)), furthest),
                furthest
            );
            next = maximum(next, reach);
            bool done = next.le(reach).all().item<bool>();
            reach.copy_(next);
            if (done)
                break;
        }
        return reach;
    }
}
