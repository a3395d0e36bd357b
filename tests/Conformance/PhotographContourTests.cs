using RobustRepro.Datasets;
using RobustRepro.Imaging;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Conformance;

/// <summary>Contours of photographs, to the pixel those of scikit-image with the paper's parameters.</summary>
public sealed class PhotographContourTests
{
    [ReferenceTheory("edges")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Contours_are_those_of_scikit_image(int image)
    {
        RgbImage contours = PhotographContours.Of(Read($"gray{image}.png")),
            expected = Read($"edges{image}_paper.png");
        (contours.Height, contours.Width).Should().Be((expected.Height, expected.Width));
        contours.Rgb.Should().Equal(expected.Rgb);
        contours
            .Rgb.Should()
            .OnlyContain(v => v == 0 || v == 255)
            .And.Contain(255, "an image without edges would show nothing");
    }

    private static RgbImage Read(string name) =>
        ImageDecoder.Decode(File.ReadAllBytes(ReferenceData.Path("edges", name)), name);
}
