using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>R is better where texture is gone.</summary>
public sealed class TextureLessClaim() : Claim("texture-less", "accuracy without texture", Sign.Positive)
{
    public override IReadOnlyList<StimulusName> ChartedSets(NetworkMeasurements network) =>
        [StimulusName.Intact, .. SetsOf(network)];

    private static readonly StimulusName[] WithoutTexture =
    [
        StimulusName.Silhouettes,
        StimulusName.Contours,
        StimulusName.Flat,
        StimulusName.Stylized,
    ];

    private static readonly StimulusName[] Published = [StimulusName.Silhouettes, StimulusName.Edges];

    /// <summary>Whether the published silhouettes and edges decide, over all of their images; they were not made from
    /// the intact ones.</summary>
    public bool OnPublishedStimuli { get; init; }

    public override IReadOnlyList<StimulusName> Needs =>
        OnPublishedStimuli ? [StimulusName.Intact, .. Published] : [StimulusName.Intact];

    public override IReadOnlyList<StimulusName> Uses =>
        [
            StimulusName.Intact,
            .. WithoutTexture,
            StimulusName.SilhouettesInverted,
            StimulusName.ContoursInverted,
            StimulusName.Thresholded,
            StimulusName.Edges,
            StimulusName.PublishedSilhouettes,
        ];

    public override IReadOnlyList<StimulusName> UsesToDecide => [.. Needs.Union(DecidedOn)];

    public override IReadOnlyList<StimulusName> DecidedOn => OnPublishedStimuli ? Published : WithoutTexture;

    public override bool AppliesTo(NetworkMeasurements network) =>
        base.AppliesTo(network) && (OnPublishedStimuli || SetsOf(network).Length > 0);

    /// <summary>The sets without texture that a network was shown and that were made from the intact images:
    /// what it knows of these says nothing about stimuli made from others.</summary>
    public static StimulusName[] SetsOf(NetworkMeasurements network) =>
        [
            .. WithoutTexture.Where(set =>
                network.Decisions.TryGetValue(set, out Decisions? answers)
                && answers.Images.SequenceEqual(network.Decisions[StimulusName.Intact].Images.Take(answers.Count))
            ),
        ];

    public override Measured Read(Runs runs)
    {
        NetworkMeasurements first = runs.Standard[0];
        StimulusName[] sets = SetsOf(first);
        Comparison primary = OnPublishedStimuli
            ? Comparisons.Together(Quantity, Published, runs)
            : Comparisons.OnImagesEachKnows(Quantity, sets, runs);
        int classes = first.Decisions[StimulusName.Intact].Categories.Count;
        bool Shown(StimulusName set) => runs.All.All(n => n.Decisions.ContainsKey(set));
        Variant OfSet(StimulusName set)
        {
            Comparison alone = Comparisons.OnImagesEachKnows(Quantity, [set], runs);
            return new($"{set} alone", alone, Comparisons.InvalidUnlessAboveChance(alone, classes));
        }
        Variant PublishedAlone(StimulusName set)
        {
            Comparison alone = Comparisons.Accuracy(Quantity, set, runs);
            return new($"published {set} alone", alone, Comparisons.InvalidUnlessAboveChance(alone, classes));
        }
        return new(
            primary,
            OnPublishedStimuli
                ? Comparisons.InvalidUnlessStandardAboveChance(primary, classes)
                : Comparisons.InvalidUnlessAboveChance(primary, classes),
            [.. Uses.Skip(1).Where(Shown).Select(set => Comparisons.Accuracy($"{set}, all images", set, runs))]
        )
        {
            Variants =
            [
                .. OnPublishedStimuli ? Published.Select(PublishedAlone) : [],
                .. sets.Select(OfSet),
                .. OtherPolarity(sets, runs) is { } inverted
                    ? [new Variant("silhouettes and contours in the polarity of the paper's pictures", inverted)]
                    : Array.Empty<Variant>(),
                .. Shown(StimulusName.Thresholded) ? [OfSet(StimulusName.Thresholded)] : Array.Empty<Variant>(),
                .. sets.Length > 0 ? Comparisons.OtherImages(Quantity, sets, runs) : [],
            ],
        };
    }

    /// <summary>The paper's sample pictures show silhouettes white on black and contours black on white; these sets
    /// have it the other way. Null where the others were not shown.</summary>
    private Comparison? OtherPolarity(StimulusName[] sets, Runs runs)
    {
        StimulusName[] others =
        [
            .. sets.Select(set =>
                set == StimulusName.Silhouettes ? StimulusName.SilhouettesInverted
                : set == StimulusName.Contours ? StimulusName.ContoursInverted
                : set
            ),
        ];
        return !others.SequenceEqual(sets) && runs.All.All(n => others.All(n.Decisions.ContainsKey))
            ? Comparisons.OnImagesEachKnows(Quantity, others, runs)
            : null;
    }
}
