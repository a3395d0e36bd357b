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

    /// <summary>Whether the conflicts are the published ones, of which no texture was shown alone: then it must show in
    /// the answers to them, and the shape in those to the published silhouettes.</summary>
    public bool OnPublishedStimuli { get; init; }

    public override IReadOnlyList<StimulusName> Needs =>
        OnPublishedStimuli ? [StimulusName.CueConflict, StimulusName.Silhouettes] : [StimulusName.CueConflict];

    public override IReadOnlyList<StimulusName> Uses =>
        [
            StimulusName.CueConflict,
            StimulusName.CueConflictCropped,
            StimulusName.TransferredConflict,
            StimulusName.PublishedConflict,
            StimulusName.PublishedConflictAllClasses,
            StimulusName.TexturePatches,
            .. ShapesAlone,
        ];

    public override IReadOnlyList<StimulusName> UsesToDecide =>
        OnPublishedStimuli ? Needs : [.. Needs, StimulusName.TexturePatches, .. ShapesAlone];

    public override IReadOnlyList<StimulusName> DecidedOn => [StimulusName.CueConflict];

    public override Measured Read(Runs runs)
    {
        NetworkMeasurements first = runs.Standard[0];
        int classes = first.Decisions[StimulusName.CueConflict].Categories.Count;
        Comparison decided = runs.Compare(
            "decisions for either cue",
            n => ShapeBias.DecidedSample(n.Decisions[StimulusName.CueConflict])
        );
        List<Comparison> reported = [decided];
        string? invalid;
        if (OnPublishedStimuli)
        {
            Comparison silhouettes = Comparisons.Accuracy(
                $"accuracy, {StimulusName.Silhouettes}",
                StimulusName.Silhouettes,
                runs
            );
            reported.Add(silhouettes);
            invalid = TextureUnseen(StimulusName.CueConflict, runs) ?? CueUnknown(silhouettes, classes);
        }
        else if (
            first.Decisions.ContainsKey(StimulusName.TexturePatches)
            && ShapesAlone.Where(first.Decisions.ContainsKey).ToArray() is [var shapes, ..]
        )
        {
            Comparison patches = Comparisons.Accuracy("accuracy, texture patches", StimulusName.TexturePatches, runs);
            Comparison shapesAlone = Comparisons.Accuracy($"accuracy, {shapes}", shapes, runs);
            reported.AddRange([patches, shapesAlone]);
            invalid = CueUnknown(patches, classes) ?? CueUnknown(shapesAlone, classes);
        }
        else
        {
            double chance = 2.0 / classes,
                least = Math.Min(Comparisons.LowerBound(decided.Standard), Comparisons.LowerBound(decided.Robust));
            invalid =
                least > chance
                    ? null
                    : $"a network is not shown to hit either cue more often than chance ({chance:0.000})";
        }
        return new(Bias(StimulusName.CueConflict, runs), invalid, reported) { Variants = [.. Variants(runs)] };
    }

    private Comparison Bias(StimulusName set, Runs runs) =>
        runs.Compare(Quantity, n => ShapeBias.Sample(n.Decisions[set]));

    private IEnumerable<Variant> Variants(Runs runs)
    {
        bool Shown(StimulusName set) => runs.All.All(n => n.Decisions.ContainsKey(set));
        if (Shown(StimulusName.CueConflictCropped))
            yield return new(
                "images resized to 256 and cropped to 224 (as the authors did)",
                Bias(StimulusName.CueConflictCropped, runs)
            );
        if (Shown(StimulusName.TransferredConflict))
            yield return new(
                StimulusName.TransferredConflict.Text,
                Bias(StimulusName.TransferredConflict, runs),
                TextureUnseen(StimulusName.TransferredConflict, runs)
            );
        foreach (StimulusName set in new[] { StimulusName.PublishedConflict, StimulusName.PublishedConflictAllClasses })
        {
            if (Shown(set))
                yield return new(set.Text, Bias(set, runs), TextureUnseen(set, runs));
        }
    }

    /// <summary>No texture was shown alone at this size; what S answers to the conflicts themselves has to tell whether
    /// it saw the texture.</summary>
    private static string? TextureUnseen(StimulusName set, Runs runs)
    {
        Comparison texture = runs.Compare(
            "answers with the texture",
            n =>
            {
                Decisions d = n.Decisions[set];
                return RatioSample.Share(
                    Enumerable
                        .Range(0, d.Count)
                        .Where(i => d.Shape[i] != d.Texture[i])
                        .Select(i => d.Response[i] == d.Texture[i])
                );
            }
        );
        double chance = 1.0 / runs.Standard[0].Decisions[set].Categories.Count,
            least = Comparisons.LowerBound(texture.Standard);
        return least > chance
            ? null
            : $"S is not shown to answer with the texture of these images more often than chance "
                + $"({texture.Standard.Mean:0.000}, interval from {least:0.000}; chance {chance:0.000})";
    }

    private static string? CueUnknown(Comparison alone, int classes) =>
        Comparisons.LowerBound(alone.Standard) > 1.0 / classes
            ? null
            : $"S is not shown to recognise one cue alone ({alone.Quantity}) above chance, {1.0 / classes:0.000}";
}
