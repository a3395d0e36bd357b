using RobustRepro.Measures;

namespace RobustRepro.Tests.Measures;

public sealed class TrialImageNameTests
{
    [Theory]
    [InlineData("0001_s5n_dnn_0_airplane_00_airplane1-bicycle2.png", "airplane1-bicycle2.png", "bicycle")]
    [InlineData("airplane1-bicycle2.png", "airplane1-bicycle2.png", "bicycle")]
    [InlineData("dog10-bird2.png", "dog10-bird2.png", "bird")]
    [InlineData("0000_cl_s01_bw_boat_40_n02951358_5952.JPEG", "n02951358_5952.JPEG", null)]
    [InlineData("0001_my-model_dnn_0_star_00_star4.png", "star4.png", null)]
    [InlineData("img-001.png", "img-001.png", null)]
    public void Names_say_image_and_texture(string name, string image, string? texture)
    {
        TrialImageName.Short(name).Should().Be(image);
        TrialImageName.Texture(name).Should().Be(texture);
    }
}
