using RobustRepro.Reporting;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Models;
using RobustRepro.Tests.Stimuli.Distortions;

namespace RobustRepro.Tests.Reporting.Galleries;

public sealed class DistortionGalleryTests
{
    [Fact]
    public void Distortions_have_a_row_per_strength_under_the_intact_images()
    {
        using StimulusSet set = TestImages.SoftSet(3, 3);
        DistortionSeries[] series = [DistortionCatalogue.Get("fog"), DistortionCatalogue.Get("contours")];
        long before = ToyNetworks.LiveTensors;
        Figure figure = DistortionGallery.Distortions("distortions", "Distortions", set, series, seed: 1);
        ToyNetworks.LiveTensors.Should().Be(before);
        figure.Png.Should().NotBeEmpty();
        figure
            .Data.Rows.Select(r => (string)r[0]!)
            .Distinct()
            .Should()
            .Equal(
                "intact",
                "fog (0.2, 3)",
                "fog (0.5, 3)",
                "fog (0.75, 2.5)",
                "fog (1, 2)",
                "fog (1.5, 1.75)",
                "contours"
            );
        figure.Data.Rows.Should().HaveCount(7 * 3);
        figure.Caption.Should().Contain("fog, thickness and decay").And.NotContain("contours");
    }

    [Fact]
    public void Conflicts_show_what_gives_shape_and_texture_and_what_comes_of_them()
    {
        using StimulusSet set = TestImages.SoftSet(4, 2);
        long before = ToyNetworks.LiveTensors;
        Figure figure = DistortionGallery.Conflicts("conflicts", "Conflicts", set, ConflictPair.Draw(set, 1, seed: 1));
        ToyNetworks.LiveTensors.Should().Be(before);
        figure
            .Data.Rows.Select(r => (string)r[0]!)
            .Distinct()
            .Should()
            .Equal(
                "shape",
                "texture",
                "hybrid, sigma 1",
                "hybrid, sigma 1.5",
                "hybrid, sigma 2",
                "hybrid, sigma 3",
                "style transfer"
            );
        figure.Data.Rows.Take(4).Select(r => (string?)r[2]).Should().Equal("class0", "class1", "class1", "class0");
    }
}
