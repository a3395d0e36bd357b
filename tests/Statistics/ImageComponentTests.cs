using RobustRepro.Statistics;

namespace RobustRepro.Tests.Statistics;

/// <summary>What images contribute to a variance, against the formulas of docs/statistics.md worked out apart from this
/// code.</summary>
public sealed class ImageComponentTests
{
    private static readonly double[][] FewKnown =

        [
            [1, 0, 0, 1, 0, 0],
            [1, 0, 1, 1, 0, 0],
        ],
        ManyKnown =

        [
            [1, 1, 0, 1, 1, 0],
            [1, 1, 1, 1, 0, 1],
            [0, 1, 1, 1, 1, 1],
        ],
        LateKnown =

        [
            [0, 0, 0, 1, 1, 0],
            [0, 0, 0, 1, 1, 1],
        ],
        EarlyKnown =

        [
            [1, 1, 0, 1, 0, 0],
            [1, 1, 0, 0, 0, 0],
        ];

    private static readonly SharedSources Shared = SharedSources.Of(
        ["a", "a", "b", "b", "c", "c"],
        ["x", "y", "x", "y", "x", "y"]
    )!;

    [Fact]
    public void Chance_per_run_and_image_is_taken_off()
    {
        ImageComponent component = Of((FewKnown, ManyKnown));
        component.Variance.Should().BeApproximately(0.0203703703703704, 1e-12);
        component.Degrees.Should().Be(5);
        component.Images.Should().Be(6);
        Of((LateKnown, EarlyKnown)).Variance.Should().BeApproximately(0.1027777777777778, 1e-12);
    }

    [Fact]
    public void Images_of_a_common_source_count_as_clusters_both_ways()
    {
        ImageComponent component = Of(Shared, (FewKnown, ManyKnown));
        component.Variance.Should().BeApproximately(0.0166666666666667, 1e-12);
        component.Degrees.Should().Be(1, "the fewer sources are the two textures");
        component.Images.Should().Be(6);
        Of(Shared, (LateKnown, EarlyKnown)).Variance.Should().BeApproximately(0.1402777777777778, 1e-12);
    }

    [Fact]
    public void Over_architectures_each_weighs_the_same() =>
        Of((LateKnown, EarlyKnown), (FewKnown, ManyKnown)).Variance.Should().BeApproximately(0.0252314814814815, 1e-12);

    [Fact]
    public void Less_than_chance_is_none() =>
        // per image, what one arm gains the other does too
        Of(
            (
                [
                    [1, 0, 1, 0],
                    [0, 1, 0, 1],
                ],
                [
                    [1, 0, 0, 1],
                    [0, 1, 1, 0],
                ]
            )
        )
            .Variance.Should()
            .Be(0);

    [Fact]
    public void One_image_says_nothing_of_others() =>
        Of(
                (
                    [
                        [1],
                        [0],
                    ],
                    [
                        [1],
                        [1],
                    ]
                )
            )
            .Should()
            .Be(ImageComponent.None);

    [Fact]
    public void Runs_that_saw_other_images_are_refused() =>
        FluentActions
            .Invoking(() =>
                Of(
                    (
                        FewKnown,
                        [
                            [1, 1, 0, 1],
                            [1, 1, 1, 1],
                        ]
                    )
                )
            )
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("runs were shown 6 and 4 images*");

    [Fact]
    public void Resamples_of_groups_tell_what_the_probe_s_images_contribute()
    {
        ImageComponent component = ImageComponent.Of([
            (
                Units([0.30, 0.34], [0.28, 0.33, 0.31, 0.27], [0.33, 0.36, 0.37, 0.30]),
                Units([0.50, 0.56], [0.46, 0.55, 0.52, 0.45], [0.51, 0.62, 0.60, 0.50])
            ),
        ]);
        component.Variance.Should().BeApproximately(0.000706140350877196, 1e-14);
        component.Degrees.Should().Be(19);
        component.Images.Should().Be(0);
    }

    [Fact]
    public void Where_an_arm_was_not_resampled_images_have_no_part() =>
        ImageComponent
            .Of([(Units([0.3, 0.4]), Units([0.5, 0.6], [0.4, 0.5], [0.6, 0.7]))])
            .Should()
            .Be(ImageComponent.None);

    private static ImageComponent Of(params (double[][] Standard, double[][] Robust)[] architectures) =>
        Of(null, architectures);

    private static ImageComponent Of(
        SharedSources? sources,
        params (double[][] Standard, double[][] Robust)[] architectures
    )
    {
        Arm Runs(double[][] runs) =>
            new([.. runs.Select(r => new RatioSample(r, [.. r.Select(_ => 1.0)]) { Sources = sources })]);
        return ImageComponent.Of([.. architectures.Select(a => (Runs(a.Standard), Runs(a.Robust)))]);
    }

    private static Arm Units(double[] values, params double[][] resampled) =>
        new([.. values.Select(v => RatioSample.MeanOverUnits([v]))], resampled);
}
