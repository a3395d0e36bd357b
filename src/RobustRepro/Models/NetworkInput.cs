using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>Brings a batch of images to where the network is, in the layout that it is fastest with.</summary>
internal static class NetworkInput
{
    /// <summary>The images with channels last in memory, on the device; they belong to the dispose scope of the
    /// caller.</summary>
    /// <param name="device">Null for the CPU.</param>
    /// <param name="images">float32, N x 3 x H x W, on the CPU or there already.</param>
    public static Tensor On(Device? device, Tensor images) =>
        HostToDevice.Copy(MemoryFormat.ChannelsLast(images), device);
}
