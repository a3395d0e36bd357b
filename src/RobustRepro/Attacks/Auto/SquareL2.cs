using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>Under L2: a grid of hills and valleys at first; then what a second square holds is given to a first, shaped
/// as a hill beside a valley, and the perturbation keeps its length eps.</summary>
internal sealed class SquareL2(ThreatModel threat) : ISquareChange
{
    private const int Tiles = 5,
        LeastSide = 3;
    private const float Tiny = 1e-12f;

    private readonly Dictionary<int, float[]> shapes = [];

    public Tensor Start(Tensor images, ref SplitMixRandom shared, SplitMixRandom[] own)
    {
        using DisposeScope scope = NewDisposeScope();
        int height = (int)images.shape[2],
            width = (int)images.shape[3],
            side = Math.Max(1, height / Tiles),
            border = Math.Max(0, (height - side * Tiles) / 2);
        Tensor grid = zeros_like(images);
        for (int top = border; top + side <= height; top += side)
        {
            for (int left = border; left + side <= width; left += side)
            {
                Tensor tile = Shape(side, ref shared, images.device) * Signs(images, own);
                SquareWindow.Of(grid, top, left, side).add_(tile);
            }
        }
        return (images + threat.Normalized(grid) * threat.Eps).clamp(0, 1).MoveToOuterDisposeScope();
    }

    public Tensor Try(Tensor origin, Tensor best, double share, ref SplitMixRandom shared, SplitMixRandom[] own)
    {
        using DisposeScope scope = NewDisposeScope();
        int height = (int)best.shape[2],
            width = (int)best.shape[3],
            side = Math.Max(LeastSide, (int)Math.Round(Math.Sqrt(share * height * width)));
        side = Math.Min(side % 2 == 0 ? side + 1 : side, Math.Min(height, width));
        int top = SquareWindow.Start(ref shared, height, side),
            left = SquareWindow.Start(ref shared, width, side),
            otherTop = SquareWindow.Start(ref shared, height, side),
            otherLeft = SquareWindow.Start(ref shared, width, side);
        Tensor delta = best - origin,
            window = SquareWindow.Of(delta, top, left, side),
            other = SquareWindow.Of(delta, otherTop, otherLeft, side);

        Tensor all = SquaresPerChannel(delta),
            inBoth = SquaresPerChannel(window) + SquaresPerChannel(other);
        if (
            Overlap(top, otherTop, side) is { Length: > 0 } rows
            && Overlap(left, otherLeft, side) is { Length: > 0 } columns
        )
            inBoth -= SquaresPerChannel(
                delta.narrow(2, rows.First, rows.Length).narrow(3, columns.First, columns.Length)
            );
        inBoth = inBoth.clamp(min: 0);
        Tensor unused = (threat.Eps * threat.Eps - all.sum(1, keepdim: true)).clamp(min: 0);

        Tensor hill =
            Shape(side, ref shared, best.device) * Signs(best, own)
            + window / (SquaresPerChannel(window).sqrt() + Tiny);
        Tensor changed = hill / (SquaresPerChannel(hill).sqrt() + Tiny) * (unused / best.shape[1] + inBoth).sqrt();
        other.zero_();
        window.copy_(changed);
        return (origin + threat.Normalized(delta) * threat.Eps).clamp(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Rows, or columns, that two squares share.</summary>
    private static (int First, int Length) Overlap(int one, int other, int side) =>
        (Math.Max(one, other), side - Math.Abs(one - other));

    private static Tensor SquaresPerChannel(Tensor x) => x.square().sum([2, 3], keepdim: true);

    /// <summary>-1 or 1 per image and channel.</summary>
    private static Tensor Signs(Tensor images, SplitMixRandom[] own)
    {
        long channels = images.shape[1];
        var signs = new float[own.Length * channels];
        for (int n = 0, at = 0; n < own.Length; n++)
        {
            for (int c = 0; c < channels; c++)
                signs[at++] = AttackRandom.Sign(ref own[n]);
        }
        return tensor(signs, [own.Length, channels, 1, 1]).to(images.device);
    }

    /// <summary>1 x 1 x side x side, of length 1; lies either way.</summary>
    private Tensor Shape(int side, ref SplitMixRandom shared, Device device)
    {
        if (!shapes.TryGetValue(side, out float[]? values))
            shapes.Add(side, values = SquareShape.Of(side));
        Tensor upright = tensor(values, [1, 1, side, side]).to(device);
        return AttackRandom.Sign(ref shared) > 0 ? upright.transpose(2, 3) : upright;
    }
}
