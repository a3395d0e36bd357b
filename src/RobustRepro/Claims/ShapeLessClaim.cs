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

    public override IReadOnlyList<StimulusName> DecidedOn => [StimulusName.Scrambled];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Comparison primary = Comparisons.OnImagesBothKnow(Quantity, [StimulusName.Scrambled], standard, robust);
        int classes = standard.Decisions[StimulusName.Intact].Categories.Count;
        List<Comparison> reported =
        [
            Comparisons.Accuracy("scrambled, all images", StimulusName.Scrambled, standard, robust),
        ];
        if (standard.Decisions.ContainsKey(StimulusName.TexturePatches))
            reported.Add(Comparisons.Accuracy("texture patches", StimulusName.TexturePatches, standard, robust));
        return new(primary, Comparisons.InvalidUnlessAboveChance(primary, classes), reported);
    }
}
