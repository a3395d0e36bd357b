using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Claims;

public sealed class ImagePriorClaimTests
{
    [Fact]
    public void It_is_supported_where_others_name_what_R_draws()
    {
        ClaimResult result = Judged([2, 3, 2], [8, 9, 8]);
        result.Verdict.Should().Be(Verdict.Supported);
        result.Measured!.Primary.Standard.Values.Should().Equal([0.2, 0.3, 0.2], (a, b) => Math.Abs(a - b) < 1e-9);
        result.Measured.Primary.Robust.Values.Should().Equal([0.8, 0.9, 0.8], (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void It_is_contradicted_where_others_name_what_S_draws() =>
        Judged([8, 9, 8], [2, 3, 2]).Verdict.Should().Be(Verdict.Contradicted);

    [Fact]
    public void It_is_undecidable_where_a_network_does_not_reach_its_own_targets()
    {
        ClaimResult result = Judged([2, 3, 2], [8, 9, 8], reached: 4);
        result.Verdict.Should().Be(Verdict.Undecidable);
        result.Measured!.Invalid.Should().Contain("reaches only 0.400 of its own targets");
    }

    /// <summary>Half of its targets are enough, and an arm's runs count together.</summary>
    [Theory]
    [InlineData(10, 10, 4, 4, false)]
    [InlineData(4, 4, 10, 10, false)]
    [InlineData(10, 10, 5, 5, true)]
    [InlineData(3, 8, 10, 10, true)]
    public void Both_arms_must_reach_their_targets(int s1, int s2, int r1, int r2, bool valid)
    {
        Runs runs = new([Network(2, s1), Network(2, s2)], [Network(8, r1), Network(8, r2)]);
        (new ImagePriorClaim().Read(runs).Invalid is null).Should().Be(valid);
        new ImagePriorClaim().AppliesTo(runs.Standard[0]).Should().BeTrue();
        new ImagePriorClaim().AppliesTo(runs.Standard[0] with { Syntheses = null }).Should().BeFalse();
    }

    [Fact]
    public void Judges_and_starts_are_told_apart()
    {
        Measured measured = new ImagePriorClaim().Read(
            new([Network(8, 10, agree: false)], [Network(4, 10, agree: false)])
        );
        Value("S judges alone").Should().Be((0.2, 0.1));
        Value("R judges alone").Should().Be((0.8, 0.4));
        Value("from noise alone").Should().Be((0.4, 0.2));
        Value("from test images alone").Should().Be((0.6, 0.3));

        (double, double) Value(string variant)
        {
            Comparison found = measured.Variants.Single(v => v.Label == variant).Comparison;
            return (Math.Round(found.Standard.Values[0], 6), Math.Round(found.Robust.Values[0], 6));
        }
    }

    [Fact]
    public void Inversions_are_compared_where_there_are_any()
    {
        NetworkMeasurements with = Network(5, 10),
            without = with with { Syntheses = with.Syntheses! with { Inversions = [] } };
        new ImagePriorClaim().Read(new([with], [without])).Variants.Should().HaveCount(4);
        Variant[] inversions = [.. new ImagePriorClaim().Read(new([with], [with])).Variants.Skip(4)];
        inversions
            .Select(v => v.Comparison.Standard.Values[0])
            .Should()
            .Equal([0.7, 0.8], (a, b) => Math.Abs(a - b) < 1e-9);
    }

    /// <summary>Whoever asks for it must not change what is said of other claims.</summary>
    [Fact]
    public void It_is_no_part_of_the_family_that_Holm_corrects()
    {
        ClaimResult[] others =
        [
            HeadlinesTests.Judged(new ShapeBiasClaim(), "a", [2, 3, 4], [5, 6, 7]),
            HeadlinesTests.Judged(new HeadlinesTests.Renamed("other"), "a", [2, 5, 8], [2, 5, 9]),
        ];
        Headline[] without = [.. Headlines.Of(others)],
            with = [.. Headlines.Of([.. others, Judged([2, 3, 2], [8, 9, 8])])];
        with.Take(2).Select(h => h.CorrectedP).Should().Equal(without.Select(h => h.CorrectedP));
        with[2].CorrectedP.Should().Be(with[2].Row.P);
    }

    private static ClaimResult Judged(int[] standard, int[] robust, int reached = 10) =>
        new ImagePriorClaim().Judge(
            "study",
            "a",
            new Runs([.. standard.Select(s => Network(s, reached))], [.. robust.Select(r => Network(r, reached))])
        );

    /// <summary>Of every ten images the judges name the first so many. Where they do not agree, the S judge names every
    /// second of those that were made of images, and none of those from noise.</summary>
    private static NetworkMeasurements Network(int named, int reached, bool agree = true)
    {
        const int count = 100;
        int[] targets = [.. Enumerable.Range(0, count).Select(_ => 1)];
        int[] Answers(Func<int, bool> names) => [.. Enumerable.Range(0, count).Select(i => names(i) ? 1 : 0)];
        return new("n", "test", new Dictionary<StimulusName, Decisions>(), 1, [])
        {
            Syntheses = new(
                targets,
                Answers(i => i % 10 < reached),
                [
                    new("s", false, Answers(i => i % 10 < named && (agree || (i >= count / 2 && i % 2 == 0)))),
                    new("r", true, Answers(i => i % 10 < named)),
                ],
                [new(0.2, 0.7, 0.01)]
            )
            {
                FromNoise = count / 2,
                Pictures = new(0, [], [], [], [], [], [], []),
            },
        };
    }
}
