using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>What the Square attack changes under one norm.</summary>
internal interface ISquareChange
{
    /// <summary>The first perturbed copies.</summary>
    /// <param name="shared">For what all images share.</param>
    /// <param name="own">Of each image.</param>
    Tensor Start(Tensor images, ref SplitMixRandom shared, SplitMixRandom[] own);

    /// <summary>The best copies so far with one more change.</summary>
    /// <param name="share">Share of the image that the square covers.</param>
    Tensor Try(Tensor origin, Tensor best, double share, ref SplitMixRandom shared, SplitMixRandom[] own);
}
