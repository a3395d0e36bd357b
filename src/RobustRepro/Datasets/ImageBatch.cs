using static TorchSharp.torch;

namespace RobustRepro.Datasets;

/// <summary>Consecutive images of a set. Whoever receives it disposes it.</summary>
/// <param name="start">Index of the first image within the set.</param>
/// <param name="images">float32 N x 3 x H x W, RGB, in [0, 1]. The batch owns it.</param>
/// <param name="labels">Class to be named per image.</param>
public sealed class ImageBatch(int start, Tensor images, int[] labels) : IDisposable
{
    public int Start { get; } = start;

    public Tensor Images { get; } = images;

    public int[] Labels { get; } = labels;

    public int Count => Labels.Length;

    public void Dispose() => Images.Dispose();
}
