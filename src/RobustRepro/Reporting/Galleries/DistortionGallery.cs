using RobustRepro.Reporting.Figures;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Conflicts;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Reporting.Galleries;

/// <summary>Pictures of what distortions and conflicting cues do to images.</summary>
internal static class DistortionGallery
{
    /// <summary>The images of a set as they are and then, row by row, under each distortion at each strength.</summary>
    /// <param name="set">As many images as the figure has columns.</param>
    /// <param name="series">For example those of <see cref="DistortionCatalogue"/>.</param>
    public static Figure Distortions(
        string id,
        string title,
        StimulusSet set,
        IEnumerable<DistortionSeries> series,
        long seed
    )
    {
        using DisposeScope scope = NewDisposeScope();
        ImageGridRow[] rows =
        [
            new("intact", set.Images),
            .. series
                .SelectMany(s => s.Levels)
                .Select(level => Row(level.ToString(), level.Apply(set, seed, level.Name))),
        ];
        return ImageGridFigure.Create(
            id,
            title,
            $"The same images in every row. Strengths: {Parameters(series)}.",
            rows,
            [.. set.Labels.Select(label => set.Classes[label])]
        );
    }

    /// <summary>The images that give shape and texture, their hybrids at every cut-off, and the style
    /// transfer.</summary>
    /// <param name="set">The images that the pairs index.</param>
    /// <param name="pairs">One per column.</param>
    public static Figure Conflicts(string id, string title, StimulusSet set, IReadOnlyList<ConflictPair> pairs)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] labels = set.Labels;
        ImageGridRow Given(string label, Func<ConflictPair, int> index) =>
            new(
                label,
                set.Images.index_select(0, tensor(pairs.Select(p => (long)index(p)).ToArray())),
                [.. pairs.Select(p => set.Classes[labels[index(p)]])]
            );
        ImageGridRow[] rows =
        [
            Given("shape", p => p.Shape),
            Given("texture", p => p.Texture),
            .. StimulusName.HybridCutOffs.Select(sigma =>
                Row($"hybrid, sigma {sigma}", HybridImages.Set(set, pairs, sigma, "hybrid"))
            ),
            Row("style transfer", StyleTransfer.Set(set, pairs, "style transfer")),
        ];
        return ImageGridFigure.Create(
            id,
            title,
            "Hybrids: coarser than the cut-off from the first row, finer from the second. Style transfer: "
                + "the layout of the first row in the texture and colours of the second.",
            rows
        );
    }

    private static string Parameters(IEnumerable<DistortionSeries> series) =>
        string.Join("; ", series.Where(s => s.Parameter.Length > 0).Select(s => $"{s.Name}, {s.Parameter}"));

    /// <summary>The set's pictures, in the caller's scope; the set itself ends here.</summary>
    private static ImageGridRow Row(string label, StimulusSet set)
    {
        using (set)
            return new(label, set.Images.alias());
    }
}
