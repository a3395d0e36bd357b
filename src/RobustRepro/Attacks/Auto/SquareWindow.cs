using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>Where a square lies.</summary>
internal static class SquareWindow
{
    /// <summary>First row or column; as with the authors, the last place is never drawn.</summary>
    public static int Start(ref SplitMixRandom random, int length, int side) =>
        random.Below(Math.Max(1, length - side));

    /// <summary>The pixels of a square, over the memory of the images.</summary>
    public static Tensor Of(Tensor images, int top, int left, int side) =>
        images.narrow(2, top, side).narrow(3, left, side);
}
