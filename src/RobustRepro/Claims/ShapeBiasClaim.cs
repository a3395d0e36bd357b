using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Claims;

/// <summary>The paper's first finding: R decides by shape where S decides by texture.</summary>
public sealed class ShapeBiasClaim() : Claim("shape-bias", "shape bias", Sign.Positive)
{
    public override IReadOnlyList<ClaimChart> Charts => [ClaimChart.ShapeBias];

    /// <summary>Sets that show the shape without its texture, the purest first.</summary>
    private static readonly StimulusName[] ShapesAlone = [StimulusName.Silhouettes, StimulusName.Stylized];

    public override IReadOnlyList<StimulusName> Needs => [StimulusName.CueConflict];

    public override IReadOnlyList<StimulusName> Uses =>
        [
            StimulusName.CueConflict,
            StimulusName.CueConflictCropped,
            StimulusName.PublishedConflict,
            StimulusName.PublishedConflictAllClasses,
            StimulusName.TexturePatches,
            .. ShapesAlone,
        ];

    public override IReadOnlyList<StimulusName> DecidedOn => [StimulusName.CueConflict];

    public override Measured Read(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        Decisions s = standard.Decisions[StimulusName.CueConflict],
            r = robust.Decisions[StimulusName.CueConflict];
        var primary = new Comparison(Quantity, ShapeBias.Sample(s), ShapeBias.Sample(r));
        var decided = new Comparison(
            "decisions for either cue",
            ShapeBias.DecidedSample(s),
            ShapeBias.DecidedSample(r)
        );
        List<Comparison> reported = [decided];
        string? invalid;
        if (
            standard.Decisions.ContainsKey(StimulusName.TexturePatches)
            && ShapesAlone.FirstOrDefault(standard.Decisions.ContainsKey) is { } shapes
        )
        {
            Comparison patches = Comparisons.Accuracy(
                "accuracy, texture patches",
                StimulusName.TexturePatches,
                standard,
                robust
            );
            Comparison shapesAlone = Comparisons.Accuracy($"accuracy, {shapes}", shapes, standard, robust);
            reported.AddRange([patches, shapesAlone]);
            invalid = CueUnknown(patches, s.Categories.Count) ?? CueUnknown(shapesAlone, s.Categories.Count);
        }
        else
        {
            double chance = 2.0 / s.Categories.Count,
                least = Math.Min(Comparisons.LowerBound(decided.Standard), Comparisons.LowerBound(decided.Robust));
            invalid =
                least > chance
                    ? null
                    : $"a network is not shown to hit either cue more often than chance ({chance:0.000})";
        }
        return new(primary, invalid, reported) { Variants = [.. Variants(standard, robust)] };
    }

    private IEnumerable<Variant> Variants(NetworkMeasurements standard, NetworkMeasurements robust)
    {
        if (
            standard.Decisions.TryGetValue(StimulusName.CueConflictCropped, out Decisions? s)
            && robust.Decisions.TryGetValue(StimulusName.CueConflictCropped, out Decisions? r)
        )
            yield return new(
                "images resized to 256 and cropped to 224 (as the authors did)",
                new(Quantity, ShapeBias.Sample(s), ShapeBias.Sample(r))
            );
        foreach (StimulusName set in new[] { StimulusName.PublishedConflict, StimulusName.PublishedConflictAllClasses })
        {
            if (standard.Decisions.TryGetValue(set, out s) && robust.Decisions.TryGetValue(set, out r))
                yield return new(set.Text, new(Quantity, ShapeBias.Sample(s), ShapeBias.Sample(r)), TextureUnseen(s));
        }
    }

    /// <summary>No texture was shown alone at this size; what S answers to the conflicts themselves has to tell whether
    /// it saw the texture.</summary>
    private static string? TextureUnseen(Decisions standard)
    {
        RatioSample texture = RatioSample.Share(
            Enumerable
                .Range(0, standard.Count)
                .Where(i => standard.Shape[i] != standard.Texture[i])
                .Select(i => standard.Response[i] == standard.Texture[i])
        );
        double chance = 1.0 / standard.Categories.Count;
        return Comparisons.LowerBound(texture) > chance
            ? null
            : $"S is not shown to answer with the texture of these images more often than chance "
                + $"({texture.Value:0.000}, interval from {Comparisons.LowerBound(texture):0.000}; "
                + $"chance {chance:0.000})";
    }

    private static string? CueUnknown(Comparison alone, int classes) =>
        Comparisons.LowerBound(alone.Standard) > 1.0 / classes
            ? null
            : $"S is not shown to recognise one cue alone ({alone.Quantity}) above chance, {1.0 / classes:0.000}";
}
