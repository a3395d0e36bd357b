using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Runtime;

/// <summary>Copies to a GPU cannot run here; which of them go through pinned memory can be told without one.</summary>
public sealed class HostToDeviceTests
{
    [Theory]
    [InlineData(DeviceType.CPU, DeviceType.CUDA, true)]
    [InlineData(DeviceType.CUDA, DeviceType.CUDA, false)]
    [InlineData(DeviceType.CPU, DeviceType.CPU, false)]
    [InlineData(DeviceType.CUDA, DeviceType.CPU, false)]
    public void Only_what_goes_from_the_host_to_a_gpu_is_pinned(DeviceType from, DeviceType to, bool pinned) =>
        HostToDevice.NeedsPinning(from, new Device(to)).Should().Be(pinned);

    [Fact]
    public void On_the_cpu_nothing_is_copied_to_anywhere()
    {
        HostToDevice.NeedsPinning(DeviceType.CPU, null).Should().BeFalse();
        using Tensor images = rand(2, 3, 4, 4),
            there = HostToDevice.Copy(images, null);
        there.device_type.Should().Be(DeviceType.CPU);
        there.allclose(images, 0, 0).Should().BeTrue();
    }
}
