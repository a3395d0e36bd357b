using TorchSharp;

namespace RobustRepro.Measures;

/// <summary>Images that a network sees at once. On a CPU larger batches are no faster and take memory; a GPU of 16 GB has room for these with the paper's networks.</summary>
internal static class BatchSize
{
    private const int OnCpu = 50, OnGpu = 128;

    /// <summary>Pixels of a batch whose gradients are asked for: ResNet-50 keeps some 80 bytes per pixel and network layer until then, at 16 images of 224 x 224 about 1.5 GB.</summary>
    private const long MostPixelsOnCpu = 16 * 224 * 224;

    /// <param name="device">Null for the CPU.</param>
    public static int ForAnswers(torch.Device? device) => IsGpu(device) ? OnGpu : OnCpu;

    /// <param name="pixels">Height times width of an image.</param>
    public static int ForGradients(torch.Device? device, long pixels) => IsGpu(device) ? OnGpu : (int)Math.Clamp(MostPixelsOnCpu / pixels, 1, OnCpu);

    private static bool IsGpu(torch.Device? device) => device is { type: DeviceType.CUDA };
}
