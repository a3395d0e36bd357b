using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using static RobustRepro.Tests.Claims.Synthetic;

namespace RobustRepro.Tests.Claims;

public sealed class AccuracyClaimTests
{
    [Fact]
    public void It_needs_its_set_and_the_intact_images()
    {
        Of(StimulusName.Scrambled).Needs.Should().Equal(StimulusName.Intact, StimulusName.Scrambled);
        Of(StimulusName.Scrambled).DecidedOn.Should().Equal(StimulusName.Scrambled);
        Of(StimulusName.Intact).Needs.Should().Equal(StimulusName.Intact);
    }

    [Fact]
    public void A_set_made_of_intact_images_is_judged_on_those_that_the_network_knows()
    {
        // S knows 4 of ten intact, all of which it keeps when scrambled; R keeps 2 of the 8 that it knows
        ClaimResult result = Judge(
            StimulusName.Scrambled,
            new Network { Intact = 4, Scrambled = 4 }.Measure(),
            new Network { Intact = 8, Scrambled = 2 }.Measure()
        );
        (result.Row.Standard, result.Row.Robust).Should().Be((1, 0.25));
        result.Verdict.Should().Be(Verdict.Contradicted);
        result.OtherChoices.Should().HaveCount(2);
    }

    [Fact]
    public void A_set_of_the_first_of_them_is_made_of_them_too()
    {
        NetworkMeasurements standard = First(new Network { Intact = 4, Scrambled = 4 }),
            robust = First(new Network { Intact = 8, Scrambled = 2 });
        ClaimRow row = Judge(StimulusName.Scrambled, standard, robust).Row;
        (row.Standard, row.Robust).Should().Be((1, 0.25));

        static NetworkMeasurements First(Network network)
        {
            NetworkMeasurements measured = network.Measure();
            return With(measured, StimulusName.Scrambled, Part(measured.Decisions[StimulusName.Scrambled], 150));
        }
    }

    [Fact]
    public void Of_other_images_all_count()
    {
        static NetworkMeasurements Other(Network network)
        {
            NetworkMeasurements measured = network.Measure();
            return With(measured, StimulusName.Scrambled, Renamed(measured.Decisions[StimulusName.Scrambled]));
        }
        ClaimResult result = Judge(
            StimulusName.Scrambled,
            Other(new Network { Intact = 4, Scrambled = 4 }),
            Other(new Network { Intact = 8, Scrambled = 2 })
        );
        result.Row.Standard.Should().BeApproximately(0.4, 1e-12);
        result.Row.Robust.Should().BeApproximately(0.2, 1e-12);
        result.OtherChoices.Should().BeEmpty();
    }

    [Fact]
    public void Of_the_intact_images_all_count()
    {
        ClaimResult result = Judge(
            StimulusName.Intact,
            new Network { Intact = 4 }.Measure(),
            new Network { Intact = 8 }.Measure()
        );
        result.Row.Standard.Should().BeApproximately(0.4, 1e-12);
        result.Row.Robust.Should().BeApproximately(0.8, 1e-12);
        result.OtherChoices.Should().BeEmpty();
    }

    private static AccuracyClaim Of(StimulusName set) => new("own", set, Sign.Positive);

    private static ClaimResult Judge(StimulusName set, NetworkMeasurements standard, NetworkMeasurements robust) =>
        Of(set).Judge("test", "none", [new("seed 0", standard, robust)]);
}
