using RobustRepro.Stimuli.Distortions;
using RobustRepro.Stimuli.Distortions.Corruptions;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

/// <summary>The deterministic parts of the corruptions. Expected values: scipy 1.10.1, numpy 1.24.2, Pillow 9.4 and
/// Python's colorsys on the pattern of <see cref="TestImages"/>.</summary>
public sealed class CorruptionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Tensor Corrupt(DistortionSeries series, int severity, Tensor images) =>
        series.Levels[severity - 1].Apply(images, 0, seed: 3);

    [Theory]
    [InlineData(1, new[] { 0.419006, 0.672375, 0.66711, 0.24604, 0.299693, 0.912357, 0.317027, 0.32214, 0.475239 })]
    [InlineData(3, new[] { 0.478296, 0.641248, 0.607326, 0.397329, 0.378252, 0.77352, 0.445095, 0.429456, 0.474578 })]
    [InlineData(4, new[] { 0.494118, 0.632941, 0.591372, 0.505881, 0.399217, 0.736468, 0.547449, 0.526272, 0.474118 })]
    [InlineData(5, new[] { 0.556863, 0.6, 0.528105, 0.501525, 0.482353, 0.589542, 0.518519, 0.475381, 0.474103 })]
    public void Defocus_blur_correlates_with_a_smoothed_disk(int severity, double[] expected) =>
        Samples(Corrupt(DefocusBlur.Series, severity, Pattern(8, 10))).ShouldBe(expected);

    [Theory]
    [InlineData(
        6,
        1.5,
        30,
        new[] { 0.479487, 0.635035, 0.465585, 0.410181, 0.394964, 0.684789, 0.460696, 0.632548, 0.506549 }
    )]
    [InlineData(
        8,
        2,
        -45,
        new[] { 0.493789, 0.451806, 0.555711, 0.60133, 0.139641, 0.633608, 0.511441, 0.535081, 0.501233 }
    )]
    [InlineData(
        10,
        4,
        -120,
        new[] { 0.220905, 0.457462, 0.510697, 0.324222, 0.466033, 0.568486, 0.470151, 0.506117, 0.405836 }
    )]
    public void Motion_blur_gathers_half_a_Gaussian_along_its_angle(
        int radius,
        double sigma,
        double angle,
        double[] expected
    ) => Samples(MotionBlur.Apply(PatternPlane(8, 10), radius, sigma, angle)).ShouldBe(expected);

    [Theory]
    [InlineData(
        1.06,
        new[] { 0.364706, 0.661091, 0.709283, 0.321814, 0.120374, 0.246936, 0.37189, 0.645711, 0.496015 }
    )]
    [InlineData(
        1.25,
        new[] { 0.325743, 0.370345, 0.412724, 0.087793, 0.515876, 0.750995, 0.751562, 0.576883, 0.494036 }
    )]
    [InlineData(
        1.75,
        new[] { 0.419118, 0.349908, 0.504473, 0.806127, 0.638649, 0.593382, 0.38079, 0.451961, 0.490853 }
    )]
    [InlineData(2.25, new[] { 0.399316, 0.36463, 0.281003, 0.533582, 0.484816, 0.48393, 0.574202, 0.376625, 0.493636 })]
    public void Enlarging_is_that_of_SciPy(double factor, double[] expected) =>
        Samples(ZoomBlur.Enlarge(PatternPlane(32, 32), factor)).ShouldBe(expected);

    [Theory]
    [InlineData(1, new[] { 0.384488, 0.673163, 0.696459, 0.244747, 0.204303, 0.484092, 0.417705, 0.521296, 0.496135 })]
    [InlineData(5, new[] { 0.673636, 0.468991, 0.431883, 0.444395, 0.336543, 0.490499, 0.554075, 0.634204, 0.495422 })]
    public void Zoom_blur_averages_enlargements(int severity, double[] expected) =>
        Samples(Corrupt(ZoomBlur.Series, severity, Pattern(32, 32))[0, 0]).ShouldBe(expected);

    [Theory]
    [InlineData(2, new[] { 0.5, 0.760731, 0.785145, 0.243807, 0.336457, 1.0, 0.312745, 0.30576, 0.53681 })]
    [InlineData(5, new[] { 0.7, 0.783784, 0.982885, 0.362795, 0.460351, 1.0, 0.412745, 0.3125, 0.607306 })]
    public void Brightness_raises_the_value_of_HSV(int severity, double[] expected)
    {
        Samples(Corrupt(LightCorruptions.Brightness, severity, Pattern(8, 10))).ShouldBe(expected);
        Corrupt(LightCorruptions.Brightness, severity, zeros(1, 3, 2, 2))
            .max()
            .item<float>()
            .Should()
            .BeApproximately(severity == 2 ? 0.1f : 0.3f, 1e-6f);
    }

    [Fact]
    public void Contrast_fades_to_the_mean_of_each_channel() =>
        Samples(Corrupt(LightCorruptions.Contrast, 3, Pattern(8, 10)))
            .ShouldBe([0.460794, 0.573735, 0.575304, 0.36452, 0.400598, 0.673539, 0.369422, 0.374127, 0.475507]);

    [Theory]
    [InlineData(1, new[] { 0.4, 0.682353, 0.686275, 0.184314, 0.27451, 0.956863, 0.262745, 0.27451, 0.491609 })]
    [InlineData(4, new[] { 0.4, 0.631373, 0.631373, 0.184314, 0.27451, 0.545098, 0.231373, 0.482353, 0.492353 })]
    [InlineData(5, new[] { 0.654902, 0.447059, 0.803922, 0.47451, 0.564706, 0.564706, 0.262745, 0.686275, 0.49284 })]
    public void Pixelation_is_that_of_Pillow(int severity, double[] expected)
    {
        // Pillow rounds to bytes after each of its passes
        Samples(Corrupt(Pixelate.Series, severity, Pattern(32, 32))).ShouldBe(expected, tolerance: 1.01 / 255);
    }
}
