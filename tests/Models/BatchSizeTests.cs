using RobustRepro.Models;
using TorchSharp;

namespace RobustRepro.Tests.Models;

public sealed class BatchSizeTests
{
    private static readonly torch.Device Gpu = new(DeviceType.CUDA, 0);

    [Theory]
    [InlineData(64, 50)]
    [InlineData(32, 50)]
    [InlineData(224, 16)]
    [InlineData(5000, 1)]
    public void On_a_cpu_large_images_come_in_small_batches(int side, int expected)
    {
        BatchSize.Of(null, (long)side * side).Should().Be(expected);
        BatchSize
            .Of(torch.CPU, (_, count) => torch.zeros(count, 3, side, side, dtype: torch.uint8))
            .Should()
            .Be(expected);
    }

    [Fact]
    public void Gpus_get_larger_batches() => BatchSize.Of(Gpu, 224 * 224).Should().Be(128);
}
