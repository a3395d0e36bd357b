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
                            [1, 1, 0, 1, 0, 0],
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
    public void Where_an_arm_was_not_resampled_images_have_no_part()
    {
        Arm not = Units([0.3, 0.4]),
            was = Units([0.5, 0.6], [0.4, 0.5], [0.6, 0.7]);
        foreach (
            (Arm, Arm)[] architectures in new (Arm, Arm)[][] { [(not, was)], [(was, not)], [(was, was), (not, not)] }
        )
            ImageComponent.Of(architectures).Should().Be(ImageComponent.None);
    }

    [Fact]
    public void Groups_over_architectures_weigh_the_same_each() =>
        ImageComponent
            .Of([
                (
                    Units([0.30, 0.34], [0.28, 0.33, 0.31, 0.27], [0.33, 0.36, 0.37, 0.30]),
                    Units([0.50, 0.56], [0.46, 0.55, 0.52, 0.45], [0.51, 0.62, 0.60, 0.50])
                ),
                (
                    Units(
                        [0.20, 0.24, 0.25],
                        [0.28, 0.23, 0.21, 0.17],
                        [0.33, 0.26, 0.27, 0.20],
                        [0.32, 0.26, 0.22, 0.23]
                    ),
                    Units([0.40, 0.46], [0.36, 0.45, 0.49, 0.25], [0.41, 0.52, 0.55, 0.30])
                ),
            ])
            .Variance.Should()
            .BeApproximately(0.004667397660818719, 1e-14);

    /// <summary>A conditional accuracy: an image counts where the network knows it as it is, other images for each
    /// run.</summary>
    [Fact]
    public void An_image_that_counts_for_fewer_runs_contributes_less()
    {
        double[] first = [1, 1, 1, 0, 1, 1],
            second = [1, 0, 1, 1, 1, 1];
        Arm Runs(double[] one, double[] other) => new([new(one, first), new(other, second)]);
        Variance(Runs([1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 1]), Runs([1, 1, 1, 0, 1, 0], [0, 0, 1, 1, 1, 1]))
            .Should()
            .BeApproximately(0.05376, 1e-12);
        Variance(Runs([1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]), Runs([0, 1, 1, 0, 1, 1], [0, 0, 1, 1, 1, 1]))
            .Should()
            .BeApproximately(0.14784, 1e-12);
        static double Variance(Arm standard, Arm robust) => ImageComponent.Of([(standard, robust)]).Variance;
    }

    [Fact]
    public void Two_images_are_the_fewest_that_say_something() =>
        Of(
            (
                [
                    [1, 0],
                    [1, 0],
                ],
                [
                    [0, 1],
                    [0, 1],
                ]
            )
        )
            .Variance.Should()
            .BeApproximately(1, 1e-12);

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
