using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using static RobustRepro.Tests.Claims.Synthetic;

namespace RobustRepro.Tests.Claims;

public sealed class ClaimTests
{
    [Theory]
    [InlineData(1, 6, Verdict.Supported)]
    [InlineData(6, 1, Verdict.Contradicted)]
    [InlineData(5, 5, Verdict.Negligible)]
    public void Robust_compares_accuracy_under_attack(int standard, int robust, Verdict expected) =>
        Judge(new RobustClaim(), new Network { UnderAttack = standard }, new Network { UnderAttack = robust })
            .Verdict.Should()
            .Be(expected);

    [Fact]
    public void Robust_is_undecidable_for_a_network_that_knows_too_little()
    {
        ClaimResult result = Judge(
            new RobustClaim(),
            new Network { UnderAttack = 1 },
            new Network { UnderAttack = 6, Intact = 2 }
        );
        result.Verdict.Should().Be(Verdict.Undecidable);
        result.Row.Reason.Should().Contain("clean accuracy").And.Contain("3 times chance");
        Judge(new RobustClaim(), new Network { UnderAttack = 1 }, new Network { UnderAttack = 6, Intact = 3 })
            .Verdict.Should()
            .Be(Verdict.Supported);
    }

    [Fact]
    public void Robust_judges_at_the_training_eps()
    {
        ClaimRow row = Judge(new RobustClaim(), new Network { UnderAttack = 1 }, new Network { UnderAttack = 6 }).Row;
        row.Standard.Should().BeApproximately(0.1, 1e-9);
        row.Robust.Should().BeApproximately(0.6, 1e-9);
    }

    [Theory]
    [InlineData(3, 8, Verdict.Supported)]
    [InlineData(8, 3, Verdict.Contradicted)]
    [InlineData(5, 5, Verdict.Negligible)]
    public void Texture_less_pools_silhouettes_contours_and_flat_images(int standard, int robust, Verdict expected) =>
        Judge(
            new TextureLessClaim(),
            new Network
            {
                Silhouettes = standard,
                Contours = standard,
                Flat = standard,
            },
            new Network
            {
                Silhouettes = robust,
                Contours = robust,
                Flat = robust,
            }
        )
            .Verdict.Should()
            .Be(expected);

    [Theory]
    [InlineData(8, 3, Verdict.Supported)]
    [InlineData(3, 8, Verdict.Contradicted)]
    [InlineData(5, 5, Verdict.Negligible)]
    public void Shape_less_predicts_that_R_is_worse_on_scrambled_images(int standard, int robust, Verdict expected) =>
        Judge(new ShapeLessClaim(), new Network { Scrambled = standard }, new Network { Scrambled = robust })
            .Verdict.Should()
            .Be(expected);

    [Theory]
    [InlineData(2, 8, Verdict.Supported)]
    [InlineData(8, 2, Verdict.Contradicted)]
    [InlineData(5, 5, Verdict.Negligible)]
    public void Low_frequency_compares_decisions_for_the_coarse_image(int standard, int robust, Verdict expected)
    {
        ClaimResult result = Judge(
            new LowFrequencyClaim(),
            new Network { Coarse = standard },
            new Network { Coarse = robust }
        );
        result.Verdict.Should().Be(expected);
        result.Row.Standard.Should().BeApproximately(standard / 10.0, 1e-9);
        result.OtherChoices.Should().HaveCount(StimulusName.HybridCutOffs.Count).And.OnlyContain(v => v == expected);
    }

    [Fact]
    public void Low_frequency_is_undecidable_where_S_does_not_know_a_part_alone()
    {
        ClaimResult result = Judge(
            new LowFrequencyClaim(),
            new Network { Coarse = 2, Frequencies = 1 },
            new Network { Coarse = 8 }
        );
        result.Verdict.Should().Be(Verdict.Undecidable);
        result.Row.Reason.Should().Contain("low-pass-1");
    }

    [Theory]
    [InlineData(3, 8, Verdict.Supported)]
    [InlineData(8, 3, Verdict.Contradicted)]
    [InlineData(5, 5, Verdict.Negligible)]
    public void Ood_noise_compares_accuracy_on_noisy_images(int standard, int robust, Verdict expected) =>
        Judge(new OodNoiseClaim(), new Network { Noisy = standard }, new Network { Noisy = robust })
            .Verdict.Should()
            .Be(expected);

    [Fact]
    public void Ood_noise_over_all_images_charges_R_for_what_it_does_not_know_when_clean()
    {
        ClaimResult result = Judge(
            new OodNoiseClaim(),
            new Network { Noisy = 5 },
            new Network { Intact = 6, Noisy = 5 }
        );
        // known to all when clean: 6 of ten, of which both keep 5; over all images R is charged for what it never knew
        result.OtherChoices.Should().Equal(Verdict.Negligible, Verdict.Negligible);
        Judge(new OodNoiseClaim(), new Network { Noisy = 5 }, new Network { Intact = 5, Noisy = 4 })
            .Row.Robust.Should()
            .BeApproximately(0.8, 1e-9);
    }

    [Fact]
    public void Distorted_images_decide_nothing_at_chance_or_where_few_intact_ones_are_known()
    {
        ClaimResult chance = Judge(new ShapeLessClaim(), new Network { Scrambled = 1 }, new Network { Scrambled = 0 });
        chance.Verdict.Should().Be(Verdict.Undecidable);
        chance.Row.Reason.Should().Contain("above chance");
        ClaimResult few = Judge(new TextureLessClaim(), new Network { Intact = 1 }, new Network());
        few.Verdict.Should().Be(Verdict.Undecidable);
        few.Row.Reason.Should().Be("fewer than 50 intact images are known to a network");
        Judge(new TextureLessClaim(), new Network(), new Network { Intact = 1 }).Row.Reason.Should().Be(few.Row.Reason);
    }

    [Fact]
    public void Distorted_images_count_where_the_network_itself_knows_the_intact_one()
    {
        // S knows 4 of ten intact, all of which it keeps when scrambled; R keeps 2 of the 8 that it knows
        ClaimRow row = Judge(
            new ShapeLessClaim(),
            new Network { Intact = 4, Scrambled = 4 },
            new Network { Intact = 8, Scrambled = 2 }
        ).Row;
        row.Standard.Should().Be(1);
        row.Robust.Should().Be(0.25);
    }

    [Fact]
    public void Several_runs_have_one_row_that_decides()
    {
        NetworkPair Pair(int seed, int robust) =>
            new($"seed {seed}", new Network { Shape = 2 }.Measure(), new Network { Shape = robust }.Measure());
        ClaimResult agreed = new ShapeBiasClaim().Judge("test", "none", [Pair(0, 7), Pair(1, 8), Pair(2, 9)]);
        agreed.Row.Label.Should().Be("3 S, 3 R");
        agreed.Verdict.Should().Be(Verdict.Supported);
        agreed.Row.Difference.Estimate.Should().BeApproximately(0.6, 1e-9);
        agreed.Row.RobustRuns.Should().Equal(0.7, 0.8, 0.9);

        ClaimResult split = new ShapeBiasClaim().Judge("test", "none", [Pair(0, 9), Pair(1, 0), Pair(2, 9)]);
        split.Verdict.Should().Be(Verdict.Inconclusive);
        split.Row.Detectable.Should().BeGreaterThan(0.5);
        split.Row.Needed.Should().NotBeNull();
        split.ToString().Should().Contain("would have been found with 80% probability");
    }

    [Fact]
    public void A_single_pair_speaks_of_itself_alone()
    {
        ClaimResult pair = Judge(new ShapeBiasClaim(), new Network { Shape = 2 }, new Network { Shape = 8 });
        pair.ToString().Should().Contain("Supported (these two networks)");
        pair.Row.Detectable.Should().Be(double.NaN);
        pair.Row.Label.Should().Be("seed 0");
    }

    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 1, true)]
    public void One_run_in_an_arm_speaks_of_these_networks(int standard, int robust, bool these)
    {
        NetworkMeasurements network = new Network().Measure();
        new ShapeBiasClaim()
            .Read(new([.. Enumerable.Repeat(network, standard)], [.. Enumerable.Repeat(network, robust)]))
            .Primary.OfTheseNetworks.Should()
            .Be(these);
    }

    [Fact]
    public void More_S_than_R_all_enter()
    {
        NetworkMeasurements S(int shape) => new Network { Shape = shape }.Measure();
        ClaimResult result = new ShapeBiasClaim().Judge(
            "test",
            "none",
            new Runs([S(2), S(3), S(4), S(3)], [S(8), S(9)])
        );
        result.Row.Label.Should().Be("4 S, 2 R");
        result.Row.Standard.Should().BeApproximately(0.3, 1e-12);
        result.Pairs.Should().HaveCount(2);
    }

    [Fact]
    public void Where_S_is_at_the_end_of_the_scale_there_is_no_room()
    {
        ClaimResult result = Judge(new ShapeBiasClaim(), new Network { Shape = 10 }, new Network { Shape = 10 });
        result.Verdict.Should().Be(Verdict.Undecidable);
        result.Row.Reason.Should().StartWith("no room: S is at 1.000");
        Judge(new ShapeBiasClaim(), new Network { Shape = 10 }, new Network { Shape = 2 })
            .Verdict.Should()
            .Be(Verdict.Contradicted);
    }

    [Fact]
    public void The_table_shows_every_row_the_rule_and_the_reasons()
    {
        ClaimResult result = Judge(new ShapeLessClaim(), new Network { Scrambled = 1 }, new Network { Scrambled = 0 });
        result.Table.Title.Should().StartWith("shape-less:").And.EndWith("none on test");
        result.Table.Rows.Should().ContainSingle().Which.Should().EndWith("Undecidable (these two networks)");
        result.Table.CommonNotes.Should().Contain(DecisionRule.Text);
        result.Table.Notes.Should().Contain(n => n.StartsWith("seed 0: undecidable, ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_claim_applies_where_its_sets_were_shown()
    {
        NetworkMeasurements all = new Network().Measure() with { Units = new SyntheticUnits().Measure().Units },
            published =
                all with
                {
                    UnderAttack = [],
                    Units = null,
                    Decisions = new Dictionary<StimulusName, Decisions>
                    {
                        [StimulusName.CueConflict] = all.Decisions[StimulusName.CueConflict],
                    },
                };
        ClaimRegistry.All.Should().OnlyContain(c => c.AppliesTo(all));
        ClaimRegistry.All.Where(c => c.AppliesTo(published)).Select(c => c.Id).Should().Equal("shape-bias");
    }

    private static ClaimResult Judge(Claim claim, Network standard, Network robust) =>
        claim.Judge("test", "none", [new("seed 0", standard.Measure(), robust.Measure())]);
}
