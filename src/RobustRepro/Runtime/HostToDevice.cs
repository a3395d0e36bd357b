using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Runtime;

/// <summary>
/// Copies tensors from the host's memory to where networks run. To a GPU they go through pinned memory, from which the
/// driver copies while the host goes on with the next batch; libtorch keeps the buffer until the copy is done, and
/// orders whatever the GPU does with it behind.
/// </summary>
internal static class HostToDevice
{
    /// <summary>The tensor on the device; the caller disposes both.</summary>
    /// <param name="device">Null for the CPU.</param>
    public static Tensor Copy(Tensor tensor, Device? device)
    {
        if (!NeedsPinning(tensor.device_type, device))
            return tensor.to(device ?? CPU);
        using Tensor pinned = tensor.pin_memory();
        return pinned.to(device!, non_blocking: true);
    }

    internal static bool NeedsPinning(DeviceType from, Device? to) =>
        to is { type: DeviceType.CUDA } && from == DeviceType.CPU;
}
