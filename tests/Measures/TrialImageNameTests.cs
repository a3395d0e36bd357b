using RobustRepro.Measures;
using RobustRepro.Statistics;

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
    [InlineData("0001_tfr_dnn_0_car_00_car7-boat2-213.png", "car7-boat2-213.png", "boat")]
    [InlineData("car7-boat2--45.png", "car7-boat2--45.png", "boat")]
    [InlineData("car7--boat2.png", "car7--boat2.png", "boat")]
    public void Names_say_image_and_texture(string name, string image, string? texture)
    {
        TrialImageName.Short(name).Should().Be(image);
        TrialImageName.Texture(name).Should().Be(texture);
    }

    [Fact]
    public void Published_names_say_which_images_share_their_shape_or_texture()
    {
        SharedSources sources = TrialImageName.Sources([
            "0001_s5n_dnn_0_airplane_00_airplane1-bicycle2.png",
            "airplane1-chair2.png",
            "bear3-bicycle2.png",
        ])!;
        sources.Shape.Should().Equal(0, 0, 1);
        sources.Texture.Should().Equal(0, 1, 0);
    }

    [Theory]
    // made by the suite: one number for both cues
    [InlineData("circle0-dots0.png", "circle0-lines0.png")]
    // nothing comes up twice
    [InlineData("airplane1-bicycle2.png", "bear3-chair4.png")]
    [InlineData("image0", "image1")]
    [InlineData("a-b-c1", "a1-b2")]
    public void Other_names_say_nothing(params string[] names) => TrialImageName.Sources(names).Should().BeNull();
}
