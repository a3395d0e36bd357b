using RobustRepro.Claims;
using RobustRepro.Measures.Synthesis;
using RobustRepro.Measures.Units;
using RobustRepro.Statistics;
using RobustRepro.Tests.Reference;
using static System.FormattableString;

namespace RobustRepro.Tests.Rules;

/// <summary>What the pages say of the rules is what the code does: each sentence is made of the constant it
/// states.</summary>
public sealed class PageConstantsTests
{
    public static TheoryData<string, string> Sentences =>
        new()
        {
            {
                "statistics.md",
                Invariant($"| accuracy, share, bias | {DecisionRule.SmallestShare:0.00}: one decision in twenty |")
            },
            {
                "statistics.md",
                Invariant($"number of concepts | {100 * DecisionRule.SmallestPartOfVariation:0}% of S's mean |")
            },
            {
                "statistics.md",
                Invariant($"| change under noise | {100 * DecisionRule.SmallestPartOfChange:0}% of S's mean |")
            },
            { "statistics.md", Invariant($"| entropy | {DecisionRule.SmallestEntropy} bit |") },
            {
                "statistics.md",
                Invariant($"| decisions lost with one unit | {DecisionRule.SmallestPerUnit} per 100 images |")
            },
            {
                "statistics.md",
                Invariant($"| accuracy gained per doubling of width | {DecisionRule.SmallestPerDoubling} |")
            },
            {
                "claims/capacity.md",
                Invariant($"Smallest effect that matters: {DecisionRule.SmallestPerDoubling:.00} per doubling")
            },
            { "claims/capacity.md", Invariant($"S is below {CapacityClaim.Ceiling:.00} at width 1") },
            {
                "statistics.md",
                Invariant(
                    $"{DissectionRule.ImageGroups} groups of them are resampled {DissectionRule.ImageResamples} times"
                )
            },
            { "statistics.md", Invariant($"else {DecisionRule.MostAssignments / 10:N0} draws") },
            { "statistics.md", Invariant($"would have been found with {100 * DecisionRule.Power:0}% probability") },
            { "claims/robust.md", Invariant($"reach {DecisionRule.LeastCleanAccuracyOverChance} times chance") },
            { "claims/ood-noise.md", Invariant($"knows at least {DecisionRule.FewestImages} intact images") },
            { "claims/shape-less.md", Invariant($"knows at least {DecisionRule.FewestImages} intact images") },
            { "claims/texture-less.md", Invariant($"knows at least {DecisionRule.FewestImages} intact images") },
            { "claims/less-diverse.md", Invariant($"Smallest effect of interest {DecisionRule.SmallestEntropy} bit") },
            {
                "claims/shape-units.md",
                Invariant($"Smallest effect of interest {DecisionRule.SmallestPerUnit} decisions per 100")
            },
            { "claims/shape-units.md", Invariant($"A seeded sample of {SingleUnitRule.UnitsPerNetwork} units") },
            { "claims/lower-level.md", Invariant($"at least {DecisionRule.FewestDetectors} units with a concept") },
            { "claims/lower-level.md", Invariant($"the top {DissectionRule.DecidingQuantile} of its activations") },
            { "claims/lower-level.md", Invariant($"(IoU above {DissectionRule.DecidingIou})") },
            {
                "dissection.md",
                Invariant($"a share of {DissectionRule.DecidingQuantile} of all the unit's activations")
            },
            {
                "claims/image-prior.md",
                Invariant($"{SynthesisRule.FromNoise + SynthesisRule.FromImages} images per network")
            },
            { "claims/image-prior.md", Invariant($"from {SynthesisRule.FromNoise} images of Gaussian noise") },
            { "claims/image-prior.md", Invariant($"from {SynthesisRule.FromImages} test images") },
            { "claims/image-prior.md", Invariant($"(deviation {SynthesisRule.NoiseDeviation:.0})") },
            { "claims/image-prior.md", Invariant($"steps of 1/224 of it, {SynthesisRule.Steps} of them") },
        };

    [Theory, MemberData(nameof(Sentences))]
    public void A_page_states_the_constants_of_the_code(string page, string sentence) =>
        File.ReadAllText(Path.Combine(ReferenceData.RepositoryRoot, "docs", page)).Should().Contain(sentence);
}
