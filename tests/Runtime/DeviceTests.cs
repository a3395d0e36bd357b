using RobustRepro.Runtime;
using TorchSharp;

namespace RobustRepro.Tests.Runtime;

public sealed class DeviceTests
{
    [Theory]
    [InlineData("auto", 0, DeviceType.CPU, -1)]
    [InlineData("auto", 2, DeviceType.CUDA, 0)]
    [InlineData("cpu", 2, DeviceType.CPU, -1)]
    [InlineData("cuda", 2, DeviceType.CUDA, 0)]
    [InlineData("cuda:1", 2, DeviceType.CUDA, 1)]
    public void A_name_stands_for_a_device(string name, int devices, DeviceType type, int index)
    {
        torch.Device device = Resolve(name, devices);
        device.type.Should().Be(type);
        device.index.Should().Be(index);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("CUDA")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:x")]
    [InlineData("")]
    public void Another_name_is_refused_with_the_known_ones(string name) =>
        FluentActions
            .Invoking(() => Resolve(name, 2))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"unknown device '{name}';*known: auto, cpu, cuda, cuda:N");

    [Fact]
    public void Missing_cuda_is_explained() =>
        FluentActions
            .Invoking(() => Resolve("cuda", 0))
            .Should()
            .Throw<MissingRequirementException>()
            .WithMessage("device 'cuda' was asked for*-p:TorchBackend=cuda*--device cpu.");

    [Fact]
    public void A_device_beyond_the_last_is_explained() =>
        FluentActions
            .Invoking(() => Resolve("cuda:2", 2))
            .Should()
            .Throw<MissingRequirementException>()
            .WithMessage("device 'cuda:2' was asked for, but this machine has 2 CUDA device(s), numbered from 0.");

    [Fact]
    public void This_build_resolves_cpu() => ComputeDevice.Resolve("cpu").type.Should().Be(DeviceType.CPU);

    private static torch.Device Resolve(string name, int devices) =>
        ComputeDevice.Resolve(name, () => devices > 0, () => devices);
}
