using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>R is worse where shape is gone.</summary>
public sealed class ShapeLessClaim() : Claim("shape-less", "accuracy on scrambled images", Sign.Negative)
{
    public override IReadOnlyList<StimulusName> ChartedSets(NetworkMeasurements network) => Uses;

    public override IReadOnlyList<StimulusName> Needs => [StimulusName.Intact, StimulusName.Scrambled];

    public override IReadOnlyList<StimulusName> Uses => [.. Needs, StimulusName.TexturePatches];

    public override IReadOnlyList<StimulusName> UsesToDecide => Needs;

    public override IReadOnlyList<StimulusName> DecidedOn => [StimulusName.Scrambled];

    public override Measured Read(Runs runs)
    {
        StimulusName[] scrambled = [StimulusName.Scrambled];
        Comparison primary = Comparisons.OnImagesEachKnows(Quantity, scrambled, runs);
        int classes = runs.Standard[0].Decisions[StimulusName.Intact].Categories.Count;
        List<Comparison> reported = [Comparisons.Accuracy("scrambled, all images", StimulusName.Scrambled, runs)];
        if (runs.All.All(n => n.Decisions.ContainsKey(StimulusName.TexturePatches)))
            reported.Add(Comparisons.Accuracy("texture patches", StimulusName.TexturePatches, runs));
        return new(primary, Comparisons.InvalidUnlessAboveChance(primary, classes), reported)
        {
            Variants = Comparisons.OtherImages(Quantity, scrambled, runs),
        };
    }
}
