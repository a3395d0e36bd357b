using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>Under Linf: stripes of -eps and eps at first; then a square whose colours all go to one end of what is
/// allowed.</summary>
internal sealed class SquareLinf(ThreatModel threat) : ISquareChange
{
    public Tensor Start(Tensor images, ref SplitMixRandom shared, SplitMixRandom[] own)
    {
        long channels = images.shape[1],
            width = images.shape[3];
        var signs = new float[own.Length * channels * width];
        for (int n = 0, at = 0; n < own.Length; n++)
        {
            for (int i = 0; i < channels * width; i++)
                signs[at++] = AttackRandom.Sign(ref own[n]);
        }
        Tensor stripes = tensor(signs, [own.Length, channels, 1, width]).to(images.device);
        return (images + stripes * threat.Eps).clamp(0, 1);
    }

    public Tensor Try(Tensor origin, Tensor best, double share, ref SplitMixRandom shared, SplitMixRandom[] own)
    {
        using DisposeScope scope = NewDisposeScope();
        long channels = best.shape[1],
            height = best.shape[2],
            width = best.shape[3];
        int side = (int)Math.Min(Math.Max(1, Math.Round(Math.Sqrt(share * height * width))), Math.Min(height, width));
        int top = SquareWindow.Start(ref shared, (int)height, side),
            left = SquareWindow.Start(ref shared, (int)width, side);
        var colours = new float[channels];
        for (int c = 0; c < channels; c++)
            colours[c] = 2 * threat.Eps * AttackRandom.Sign(ref shared);
        Tensor changed = best.clone(),
            window = SquareWindow.Of(changed, top, left, side),
            clean = SquareWindow.Of(origin, top, left, side);
        Tensor moved = window + tensor(colours, [1, channels, 1, 1]).to(best.device);
        window.copy_(minimum(maximum(moved, clean - threat.Eps), clean + threat.Eps).clamp(0, 1));
        return changed.MoveToOuterDisposeScope();
    }
}
