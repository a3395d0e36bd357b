using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>The simplest claim of one's own: R is better, or worse, than S on one stimulus set. Where the set was made
/// of the intact images, those count that both networks know when intact, as in the paper's experiments on distorted
/// images; where it was not, all of its images do.</summary>
/// <param name="id">Name on the command line and in test traits.</param>
/// <param name="set">The set whose answers decide.</param>
/// <param name="predictedSign">Whether R is predicted above or below S.</param>
public class AccuracyClaim(string id, StimulusName set, Sign predictedSign)
    : Claim(id, $"accuracy, {set}", predictedSign)
{
    public override IReadOnlyList<StimulusName> Needs =>
        set == StimulusName.Intact ? [set] : [StimulusName.Intact, set];

    public override IReadOnlyList<StimulusName> DecidedOn => [set];

    public override Measured Read(Runs runs)
    {
        NetworkMeasurements first = runs.Standard[0];
        Decisions intact = first.Decisions[StimulusName.Intact],
            shown = first.Decisions[set];
        Comparison all = Comparisons.Accuracy(Quantity, set, runs);
        bool made = set != StimulusName.Intact && shown.Images.SequenceEqual(intact.Images.Take(shown.Count));
        Comparison primary = made ? Comparisons.OnImagesEachKnows(Quantity, [set], runs) : all;
        return new(primary, Comparisons.InvalidUnlessAboveChance(primary, shown.Categories.Count), [])
        {
            Variants = made ? Comparisons.OtherImages(Quantity, [set], runs) : [],
        };
    }

    /// <summary>Whoever makes it does so without a page, also where it is not a class of one's own.</summary>
    protected override ClaimText ReadText() => TextWithoutPage();
}
