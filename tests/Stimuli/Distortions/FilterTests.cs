using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static RobustRepro.Tests.Stimuli.Distortions.TestImages;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Stimuli.Distortions;

/// <summary>Expected values: scipy.ndimage 1.10.1 (gaussian_filter, sobel) on the pattern of <see cref="TestImages"/>,
/// float64.</summary>
public sealed class FilterTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<int, double[]> Borders =>
        new()
        {
            {
                (int)Border.Zero,
                [0.289836, 0.557568, 0.442713, 0.4113, 0.49851, 0.309198, 0.298241, 0.360408, 0.397079]
            },
            {
                (int)Border.Nearest,
                [0.409355, 0.558839, 0.489748, 0.466417, 0.511225, 0.552832, 0.469369, 0.684665, 0.501981]
            },
            {
                (int)Border.Reflect,
                [0.432214, 0.558856, 0.494237, 0.464282, 0.511215, 0.557988, 0.46928, 0.658864, 0.501324]
            },
            {
                (int)Border.Mirror,
                [0.475144, 0.559163, 0.510273, 0.458313, 0.511299, 0.552862, 0.468875, 0.58778, 0.500104]
            },
        };

    [Theory]
    [MemberData(nameof(Borders))]
    public void A_Gaussian_filter_is_that_of_SciPy_at_every_kind_of_border(int border, double[] expected) =>
        Samples(GaussianFilter.Apply(PatternPlane(8, 10), 1.3, (Border)border)).ShouldBe(expected);

    [Fact]
    public void An_antisymmetric_filter_keeps_its_sign() =>
        Samples(
                GaussianFilter.Correlate(
                    GaussianFilter.Correlate(PatternPlane(8, 10), [-1, 0, 1], vertical: true, Border.Reflect),
                    [1, 2, 1],
                    vertical: false,
                    Border.Reflect
                )
            )
            .ShouldBe([0.831373, -0.290196, 0.031373, 0.380392, -0.282353, -1.117647, -0.709804, 1.807843, 0.163529]);

    [Theory]
    [InlineData(
        0.5,
        new[] { 0.427853, 0.655935, 0.635515, 0.333429, 0.340996, 0.848391, 0.357743, 0.360734, 0.475507 }
    )]
    [InlineData(
        1.0,
        new[] { 0.442994, 0.588844, 0.521821, 0.487332, 0.439666, 0.640881, 0.453873, 0.445552, 0.475507 }
    )]
    [InlineData(3.0, new[] { 0.46129, 0.496434, 0.514082, 0.475889, 0.481861, 0.507092, 0.454529, 0.405075, 0.475507 })]
    public void Low_pass_is_the_Gaussian_filter_of_each_channel(double sigma, double[] expected) =>
        Samples(FrequencyFilter.LowPass(Pattern(8, 10), sigma)).ShouldBe(expected);

    [Fact]
    public void High_pass_is_what_low_pass_leaves_around_mid_grey()
    {
        Samples(FrequencyFilter.HighPass(Pattern(8, 10), 1))
            .ShouldBe([0.457006, 0.593509, 0.664454, 0.196982, 0.334843, 0.815982, 0.308872, 0.328958, 0.5]);
        Same(FrequencyFilter.HighPass(full([1, 3, 6, 6], 0.2f), 2), full([1, 3, 6, 6], 0.5f)).Should().BeTrue();
    }

    [Fact]
    public void Without_strength_filters_do_nothing()
    {
        Same(FrequencyFilter.LowPass(Pattern(8, 10), 0), Pattern(8, 10)).Should().BeTrue();
        Same(FrequencyFilter.HighPass(Pattern(8, 10), 0), full([1, 3, 8, 10], 0.5f)).Should().BeTrue();
        FluentActions
            .Invoking(() => FrequencyFilter.LowPass(Pattern(8, 10), -1))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
        FluentActions
            .Invoking(() => FrequencyFilter.HighPass(Pattern(8, 10), double.NaN))
            .Should()
            .Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData((int)Border.Zero, new[] { -1, -1, -1, 0, 1, 2, -1, -1, -1, -1 })]
    [InlineData((int)Border.Nearest, new[] { 0, 0, 0, 0, 1, 2, 2, 2, 2, 2 })]
    [InlineData((int)Border.Reflect, new[] { 2, 1, 0, 0, 1, 2, 2, 1, 0, 0 })]
    [InlineData((int)Border.Mirror, new[] { 1, 2, 1, 0, 1, 2, 1, 0, 1, 2 })]
    public void Beyond_the_border_lies_what_its_kind_says(int border, int[] expected) =>
        Enumerable.Range(-3, 10).Select(place => Plane.Within(place, 3, (Border)border)).Should().Equal(expected);

    [Fact]
    public void Between_pixels_a_plane_is_interpolated()
    {
        Plane plane = Plane.Create(2, 2, (y, x) => 10 * y + x);
        plane.Sample(0.25, 0.5, Border.Zero).Should().BeApproximately(3, 1e-12);
        plane.Sample(1, 1, Border.Zero).Should().Be(11);
        plane.Sample(1.5, 1, Border.Zero).Should().BeApproximately(5.5, 1e-12);
        plane.Sample(-0.5, 0, Border.Nearest).Should().Be(0);
        plane.Sample(-1, 0, Border.Mirror).Should().Be(10);
    }
}
