using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>Images that a network sees at once. On a CPU larger batches are no faster and take memory; a GPU of 16 GB
/// has room for these with the paper's networks.</summary>
internal static class BatchSize
{
    private const int MostOnCpu = 50,
        OnGpu = 128;

    /// <summary>Pixels of a batch on a CPU. A ResNet-50 takes 40 MB per image of 224 x 224 while it answers and 100 MB
    /// while it keeps what gradients need: 1.6 GB for the 16 images of that size.</summary>
    private const long MostPixelsOnCpu = 16 * 224 * 224;

    /// <param name="device">Null for the CPU.</param>
    /// <param name="pixels">Height times width of an image.</param>
    public static int Of(Device? device, long pixels) =>
        device is { type: DeviceType.CUDA } ? OnGpu : (int)Math.Clamp(MostPixelsOnCpu / pixels, 1, MostOnCpu);

    /// <summary>For images that are all as large as the first, which is looked at.</summary>
    /// <param name="batch">Images [start, start + count) as N x 3 x H x W.</param>
    public static int Of(Device? device, Func<int, int, Tensor> batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor first = batch(0, 1);
        return Of(device, first.shape[2] * first.shape[3]);
    }
}
