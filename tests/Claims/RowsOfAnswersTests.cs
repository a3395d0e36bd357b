using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using static RobustRepro.Tests.Claims.Synthetic;

namespace RobustRepro.Tests.Claims;

/// <summary>What stands beside a verdict that rests on answers: other measures of the claim, and what is reported with
/// it.</summary>
public sealed class RowsOfAnswersTests
{
    private const string Polarity = "silhouettes and contours in the polarity of the paper's pictures",
        Known = "images that all networks know when intact",
        All = "all images, also those a network does not know when intact";

    [Fact]
    public void Texture_less_has_a_row_per_set_per_polarity_and_per_choice_of_images()
    {
        NetworkMeasurements standard = Textureless(
                new()
                {
                    Silhouettes = 2,
                    Contours = 4,
                    Flat = 6,
                }
            ),
            robust = Textureless(new());
        Measured measured = new TextureLessClaim().Read(new([standard], [robust]));
        Rows(measured)
            .Should()
            .Equal(
                ("silhouettes alone", 0.2),
                ("contours alone", 0.4),
                ("flat alone", 0.6),
                (Polarity, 0.8),
                ("thresholded alone", 0.3),
                (Known, 0.4),
                (All, 0.4)
            );
        measured
            .AlsoReported.Select(c => c.Quantity)
            .Should()
            .Equal(
                "silhouettes, all images",
                "contours, all images",
                "flat, all images",
                "silhouettes-inverted, all images",
                "contours-inverted, all images",
                "thresholded, all images"
            );
    }

    [Fact]
    public void Texture_less_has_no_row_of_what_some_network_was_not_shown()
    {
        NetworkMeasurements whole = Textureless(new()),
            lacking = Without(whole, StimulusName.ContoursInverted, StimulusName.Thresholded);
        foreach (Runs runs in new Runs[] { new([whole], [lacking]), new([lacking], [whole]) })
            Rows(new TextureLessClaim().Read(runs))
                .Select(r => r.Label)
                .Should()
                .Equal("silhouettes alone", "contours alone", "flat alone", Known, All);
        // flat images have no other polarity
        NetworkMeasurements flat = Without(whole, StimulusName.Silhouettes, StimulusName.Contours);
        Rows(new TextureLessClaim().Read(new([flat], [flat])))
            .Select(r => r.Label)
            .Should()
            .Equal("flat alone", "thresholded alone", Known, All);
    }

    [Fact]
    public void Texture_less_on_published_images_has_a_row_for_each_of_their_sets()
    {
        static NetworkMeasurements Published(int silhouettes, int edges)
        {
            NetworkMeasurements network = new Network { Silhouettes = silhouettes }.Measure(),
                drawn = new Network { Silhouettes = edges }.Measure();
            network = With(network, StimulusName.Edges, Renamed(drawn.Decisions[StimulusName.Silhouettes]));
            network = With(network, StimulusName.Silhouettes, Renamed(network.Decisions[StimulusName.Silhouettes]));
            return Without(network, StimulusName.Contours, StimulusName.Flat);
        }
        TextureLessClaim claim = new() { OnPublishedStimuli = true };
        Rows(claim.Read(new([Published(4, 6)], [Published(5, 7)])))
            .Should()
            .Equal(("published silhouettes alone", 0.4), ("published edges alone", 0.6));
        claim
            .Read(new([Published(1, 1)], [Published(5, 7)]))
            .Invalid.Should()
            .StartWith("S is not shown to be above chance (0.100; interval from 0.0");
    }

    [Fact]
    public void Sets_of_unequal_size_count_as_far_as_the_smallest_goes()
    {
        NetworkMeasurements network = new Network
        {
            Silhouettes = 2,
            Contours = 4,
            Flat = 6,
        }.Measure();
        network = With(network, StimulusName.Contours, Part(network.Decisions[StimulusName.Contours], 100));
        RatioSample sample = new TextureLessClaim().Read(new([network], [network])).Primary.Standard.Runs[0];
        sample.Count.Should().Be(100);
        sample.Value.Should().BeApproximately(0.4, 1e-12);
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(49, "fewer than 50 intact images are known to a network")]
    public void Fifty_known_images_are_enough(int images, string? invalid)
    {
        NetworkMeasurements network = new Network().Measure();
        foreach (StimulusName set in new[] { StimulusName.Intact, StimulusName.Scrambled })
            network = With(network, set, Part(network.Decisions[set], images));
        new ShapeLessClaim().Read(new([network], [network])).Invalid.Should().Be(invalid);
    }

    /// <summary>That S is at chance is what a claim may be about.</summary>
    [Fact]
    public void One_arm_above_chance_is_enough() =>
        new ShapeLessClaim()
            .Judge("test", "none", Pair(new() { Scrambled = 1 }, new() { Scrambled = 8 }))
            .Verdict.Should()
            .Be(Verdict.Contradicted);

    [Fact]
    public void Shape_less_reports_texture_patches_where_all_networks_saw_them()
    {
        NetworkMeasurements with = new Network().Measure(),
            without = new Network { CuesAlone = false }.Measure();
        Reported(new([with], [with])).Should().Equal("scrambled, all images", "texture patches");
        Reported(new([with], [without])).Should().Equal("scrambled, all images");
        Reported(new([without], [with])).Should().Equal("scrambled, all images");
        static IEnumerable<string> Reported(Runs runs) =>
            new ShapeLessClaim().Read(runs).AlsoReported.Select(c => c.Quantity);
    }

    /// <summary>Between cut-offs of 1, 1.5, 2 and 3 pixels.</summary>
    [Theory]
    [InlineData(9, 7, 3, 1, 1.75)]
    [InlineData(3, 2, 1, 1, 1)]
    [InlineData(9, 9, 8, 8, 3)]
    [InlineData(5, 4, 4, 4, 1)]
    [InlineData(6, 5, 5, 4, 2)]
    [InlineData(5, 5, 5, 5, 3)]
    [InlineData(9, 4, 6, 2, 1.4)]
    [InlineData(9, 8, 6, 3, 2.3333333333)]
    public void Low_frequency_tells_where_a_network_changes_sides(int a, int b, int c, int d, double cutOff)
    {
        NetworkMeasurements network = new Network().Measure();
        foreach ((int i, int coarse) in new[] { a, b, c, d }.Index())
            network = With(
                network,
                StimulusName.Hybrid(StimulusName.HybridCutOffs[i]),
                new Network { Shape = coarse }
                    .Measure()
                    .Decisions[StimulusName.CueConflict]
            );
        new LowFrequencyClaim()
            .Read(new([network], [network]))
            .AlsoReported.Single(r => r.Quantity.StartsWith("cut-off", StringComparison.Ordinal))
            .Standard.Values[0]
            .Should()
            .BeApproximately(cutOff, 1e-9);
    }

    [Fact]
    public void Robust_compares_at_the_eps_that_all_networks_met()
    {
        NetworkMeasurements standard = Attacked(2),
            robust =
                Attacked(6) with
                {
                    UnderAttack = [Attacked(6).UnderAttack[1]],
                    UnderStrongerAttack = [Attacked(6).UnderStrongerAttack[0]],
                };
        Measured measured = new RobustClaim().Read(new([standard], [robust]));
        measured.AlsoReported.Select(c => c.Quantity).Should().Equal("clean accuracy", "accuracy, PGD eps 2");
        measured.Primary.Standard.Mean.Should().BeApproximately(0.2, 1e-12);
        Rows(measured).Should().Equal(("PGD-50", 0.2));

        static NetworkMeasurements Attacked(int tenths)
        {
            NetworkMeasurements network = new Network { UnderAttack = tenths }.Measure();
            Decisions answers = network.UnderAttack[1].Answers;
            return network with
            {
                UnderStrongerAttack = [("PGD-50", answers), ("PGD-100", network.UnderAttack[0].Answers)],
            };
        }
    }

    [Fact]
    public void Robust_asks_every_network_for_clean_accuracy()
    {
        NetworkMeasurements knows = new Network().Measure(),
            guesses = new Network { Intact = 2 }.Measure();
        foreach (
            Runs runs in new Runs[] { new([knows, guesses], [knows, knows]), new([knows, knows], [guesses, knows]) }
        )
            new RobustClaim()
                .Read(runs)
                .Invalid.Should()
                .Be("a network's clean accuracy is below 0.300, 3 times chance");
    }

    private static (string Label, double Standard)[] Rows(Measured measured) =>
        [.. measured.Variants.Select(v => (v.Label, Math.Round(v.Comparison.Standard.Mean, 9)))];

    private static NetworkMeasurements Textureless(Network network)
    {
        NetworkMeasurements measured = network.Measure();
        (StimulusName, int)[] further =
        [
            (StimulusName.SilhouettesInverted, 8),
            (StimulusName.ContoursInverted, 10),
            (StimulusName.Thresholded, 3),
        ];
        foreach ((StimulusName set, int tenths) in further)
            measured = With(
                measured,
                set,
                new Network { Flat = tenths }
                    .Measure()
                    .Decisions[StimulusName.Flat]
            );
        return measured;
    }

    private static Runs Pair(Network standard, Network robust) => new([standard.Measure()], [robust.Measure()]);
}
