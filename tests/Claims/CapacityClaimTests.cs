using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;

namespace RobustRepro.Tests.Claims;

public sealed class CapacityClaimTests
{
    private static readonly int[][] Flat =

        [
            [7, 7, 7],
            [7, 7, 7],
            [7, 7, 8],
        ],
        Steep =

        [
            [3, 5, 7],
            [3, 5, 7],
            [3, 5, 8],
        ];

    [Fact]
    public void It_is_supported_where_R_gains_more()
    {
        ClaimResult result = Judged(Flat, Steep);
        result.Verdict.Should().Be(Verdict.Supported);
        result.Row.StandardRuns.Should().Equal([0, 0, 0.05], Close);
        result.Row.RobustRuns.Should().Equal([0.2, 0.2, 0.25], Close);
        result.Row.SmallestEffect.Should().Be(0.01);
    }

    [Fact]
    public void It_is_contradicted_where_S_gains_more() =>
        Judged(Steep, Flat).Verdict.Should().Be(Verdict.Contradicted);

    [Fact]
    public void A_loss_with_width_counts_below_0() =>
        Judged(
            [
                [7, 6, 5],
                [7, 6, 5],
            ],
            Steep
        )
            .Row.StandardRuns.Should()
            .Equal([-0.1, -0.1], Close);

    [Fact]
    public void It_is_undecidable_where_S_is_at_its_ceiling()
    {
        ClaimResult result = Judged(
            [
                [5, 10, 10],
                [5, 10, 10],
            ],
            Steep
        );
        result.Verdict.Should().Be(Verdict.Undecidable);
        result.Row.Reason.Should().Contain("no room: S has 1.000 at width 1");
    }

    [Fact]
    public void Runs_without_twins_have_no_part_in_it()
    {
        Runs few = new([.. Flat.Select(Network)], [.. Steep.Select(Network)]),
            all = new([.. few.Standard, new Synthetic.Network().Measure()], few.Robust);
        new CapacityClaim().RunsOf(all).Standard.Should().HaveCount(3);
        ClaimResult result = new CapacityClaim().Judge("study", "a", all);
        result.Row.Label.Should().Be("3 S, 3 R");
        result.Row.Should().BeEquivalentTo(new CapacityClaim().Judge("study", "a", few).Row);
        new CapacityClaim().AppliesTo(all.Standard[^1]).Should().BeFalse();
    }

    [Fact]
    public void The_two_steps_are_told_apart()
    {
        Measured measured = Judged(
            [
                [2, 6, 7],
            ],
            [
                [3, 4, 9],
            ]
        ).Measured!;
        measured.Variants.Select(v => v.Label).Should().Equal("from width 0.5 to 1 alone", "from width 1 to 2 alone");
        measured.Variants[0].Comparison.Standard.Mean.Should().BeApproximately(0.4, 1e-9);
        measured.Variants[1].Comparison.Robust.Mean.Should().BeApproximately(0.5, 1e-9);
    }

    [Fact]
    public void Accuracy_under_attack_is_reported_beside_it()
    {
        Measured measured = Judged(Flat, Steep).Measured!;
        measured
            .AlsoReported.Select(c => c.Quantity)
            .Should()
            .Equal(
                "clean accuracy at width 0.5",
                "clean accuracy at width 1",
                "clean accuracy at width 2",
                "accuracy under attack at width 0.5",
                "accuracy under attack at width 1",
                "accuracy under attack at width 2",
                "accuracy under attack gained per doubling"
            );
        measured.AlsoReported[^1].Robust.Values[0].Should().BeApproximately(0.2, 1e-9, "one tenth less at each width");
    }

    [Fact]
    public void Without_an_attack_at_some_width_none_is_reported()
    {
        NetworkMeasurements whole = Network(Steep[0]),
            part =
                whole with
                {
                    OtherWidths = [whole.OtherWidths[0], (0.5, whole.OtherWidths[1].Network with { UnderAttack = [] })],
                };
        foreach (Runs runs in new Runs[] { new([whole], [part]), new([part], [whole]) })
            new CapacityClaim().Read(runs).AlsoReported.Should().HaveCount(3);
    }

    [Fact]
    public void Networks_of_unequal_widths_are_not_compared()
    {
        NetworkMeasurements whole = Network(Flat[0]);
        Runs unequal = new([whole], [whole with { OtherWidths = [.. whole.OtherWidths.Take(1)] }]);
        Action read = () => new CapacityClaim().Read(unequal);
        read.Should().Throw<ArgumentException>().WithMessage("*trained at the same widths*");
    }

    [Fact]
    public void Shuffled_labels_leave_nothing_to_find()
    {
        NetworkMeasurements[] robust =
        [
            .. Steep.Select(tenths => LabelShuffle.Apply(new CapacityClaim(), Network(tenths))),
        ];
        Measured shuffled = new CapacityClaim().Read(new(robust, robust));
        shuffled.Primary.Robust.Values.Should().OnlyContain(slope => Math.Abs(slope) < 0.05);
    }

    /// <summary>Among claims of several architectures, one that speaks of a single one says so.</summary>
    [Fact]
    public void The_headline_names_its_architecture()
    {
        IReadOnlyList<Headline> headlines = Headlines.Of([
            HeadlinesTests.Judged(new ShapeBiasClaim(), "a", [2, 3, 2], [7, 8, 8]),
            HeadlinesTests.Judged(new ShapeBiasClaim(), "b", [2, 3, 2], [7, 8, 8]),
            Judged(Flat, Steep),
        ]);
        headlines.Select(h => h.Row.Label).Should().Equal("3 S, 3 R", "3 S, 3 R, a");
        headlines[1].CorrectedP.Should().Be(headlines[1].Row.P, "claims on request are a family of their own");
    }

    private static bool Close(double found, double expected) => Math.Abs(found - expected) < 1e-9;

    private static ClaimResult Judged(int[][] standard, int[][] robust) =>
        new CapacityClaim().Judge("study", "a", new Runs([.. standard.Select(Network)], [.. robust.Select(Network)]));

    /// <summary>Right answers of ten at width 1/2, 1 and 2; under attack one less.</summary>
    private static NetworkMeasurements Network(int[] tenths)
    {
        NetworkMeasurements At(int right) =>
            new Synthetic.Network { Intact = right, UnderAttack = right - 1 }.Measure();
        // twins come in any order
        return At(tenths[1]) with { OtherWidths = [(2, At(tenths[2])), (0.5, At(tenths[0]))] };
    }
}
