using RobustRepro.Imaging;
using RobustRepro.Runtime;

namespace RobustRepro.Tests.Imaging;

public sealed class ColourNamingTests
{
    /// <summary>Hue in degrees, saturation, value: both sides of every boundary of the rule.</summary>
    [Theory]
    [InlineData(200, 0.9, 0.19, BasicColour.Black)]
    [InlineData(200, 0.9, 0.21, BasicColour.Blue)]
    [InlineData(200, 0.14, 0.5, BasicColour.Grey)]
    [InlineData(200, 0.16, 0.5, BasicColour.Blue)]
    [InlineData(0, 0, 0.84, BasicColour.Grey)]
    [InlineData(0, 0, 0.86, BasicColour.White)]
    [InlineData(30, 0.9, 0.59, BasicColour.Brown)]
    [InlineData(30, 0.9, 0.61, BasicColour.Orange)]
    [InlineData(46, 0.9, 0.5, BasicColour.Yellow)]
    [InlineData(5, 0.5, 0.7, BasicColour.Pink)]
    [InlineData(5, 0.7, 0.7, BasicColour.Red)]
    [InlineData(330, 0.5, 0.7, BasicColour.Pink)]
    [InlineData(350, 0.5, 0.5, BasicColour.Red)]
    [InlineData(14, 0.9, 0.9, BasicColour.Red)]
    [InlineData(16, 0.9, 0.9, BasicColour.Orange)]
    [InlineData(44, 0.9, 0.9, BasicColour.Orange)]
    [InlineData(69, 0.9, 0.9, BasicColour.Yellow)]
    [InlineData(71, 0.9, 0.9, BasicColour.Green)]
    [InlineData(164, 0.9, 0.9, BasicColour.Green)]
    [InlineData(166, 0.9, 0.9, BasicColour.Blue)]
    [InlineData(254, 0.9, 0.9, BasicColour.Blue)]
    [InlineData(256, 0.9, 0.9, BasicColour.Purple)]
    [InlineData(319, 0.9, 0.9, BasicColour.Purple)]
    [InlineData(321, 0.9, 0.9, BasicColour.Pink)]
    [InlineData(344, 0.9, 0.9, BasicColour.Pink)]
    [InlineData(346, 0.9, 0.9, BasicColour.Red)]
    public void A_colour_has_the_name_the_rule_gives(
        float degrees,
        float saturation,
        float value,
        BasicColour expected
    ) => ColourNaming.Name(Rgb.FromHsv(degrees / 360, saturation, value)).Should().Be(expected);

    [Theory]
    [InlineData(1, 0, 0, BasicColour.Red)]
    [InlineData(0, 1, 0, BasicColour.Green)]
    [InlineData(0, 0, 1, BasicColour.Blue)]
    [InlineData(1, 1, 0, BasicColour.Yellow)]
    [InlineData(1, 0.5, 0, BasicColour.Orange)]
    [InlineData(0.55, 0.27, 0.07, BasicColour.Brown)]
    [InlineData(0, 0, 0, BasicColour.Black)]
    [InlineData(1, 1, 1, BasicColour.White)]
    [InlineData(0.5, 0.5, 0.5, BasicColour.Grey)]
    public void Pure_colours_have_their_everyday_names(float r, float g, float b, BasicColour expected) =>
        ColourNaming.Name(new(r, g, b)).Should().Be(expected);

    [Fact]
    public void The_example_of_a_name_bears_it() =>
        Enum.GetValues<BasicColour>().Should().OnlyContain(c => ColourNaming.Name(ColourNaming.Example(c)) == c);

    [Fact]
    public void Hue_saturation_and_value_go_there_and_back()
    {
        for (int i = 0; i < 200; i++)
        {
            var random = new SplitMixRandom(1, i);
            float hue = random.Uniform(0, 1),
                saturation = random.Uniform(0.1f, 1),
                value = random.Uniform(0.1f, 1);
            (float h, float s, float v) = Rgb.FromHsv(hue, saturation, value).ToHsv();
            h.Should().BeApproximately(hue, 1e-4f);
            s.Should().BeApproximately(saturation, 1e-4f);
            v.Should().BeApproximately(value, 1e-5f);
        }
    }
}
