using RobustRepro.Measures;
using TorchSharp;

namespace RobustRepro.Tests.Measures;

public sealed class BatchSizeTests
{
    private static readonly torch.Device Gpu = new(DeviceType.CUDA, 0);

    [Fact]
    public void Gpus_get_larger_batches()
    {
        BatchSize.ForAnswers(null).Should().Be(50);
        BatchSize.ForAnswers(torch.CPU).Should().Be(50);
        BatchSize.ForAnswers(Gpu).Should().Be(128);
        BatchSize.ForGradients(Gpu, 224 * 224).Should().Be(128);
    }

    [Theory]
    [InlineData(64, 50)]
    [InlineData(32, 50)]
    [InlineData(224, 16)]
    [InlineData(5000, 1)]
    public void On_a_cpu_attacks_on_large_images_come_in_small_batches(int side, int expected) =>
        BatchSize.ForGradients(null, (long)side * side).Should().Be(expected);
}
