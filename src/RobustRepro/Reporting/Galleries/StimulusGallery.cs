using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Reporting.Figures;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Reporting.Galleries;

/// <summary>Pictures of what networks were shown.</summary>
public static class StimulusGallery
{
    /// <summary>Pictures wider than that are shown as they are, others twice as large; of the wide ones fewer, which
    /// keeps the report small and the attacks on them short.</summary>
    private const int LargestDoubled = 112,
        Columns = 10,
        LargeColumns = 5;

    /// <summary>Of corruptions the severity in the middle stands for all.</summary>
    private const int ShownSeverity = 3;

    private static readonly HashSet<string> NotShown =
    [
        .. from corruption in DistortionCatalogue.Corruptions
        from severity in StimulusSets.Severities
        where severity != ShownSeverity
        select StimulusSets.Corrupted(corruption.Name, severity),
    ];

    /// <summary>A row per stimulus set (corruptions at severity 3 only), a column per class; of sets whose images are
    /// of other classes, each with the name of its class.</summary>
    public static Figure ContactSheet(IReadOnlyDictionary<string, IStimulusSet> sets)
    {
        using DisposeScope scope = NewDisposeScope();
        IStimulusSet first = sets.GetValueOrDefault(StimulusSets.Intact) ?? sets.Values.First();
        int columns = first.Batch(0, 1).shape[3] > LargestDoubled ? LargeColumns : Columns;
        int[] labels = [.. first.Labels.Take(columns)];
        ImageGridRow[] rows =
        [
            .. sets
                .Values.Where(set => !NotShown.Contains(set.Name))
                .Select(set =>
                {
                    int[] shown = set
                        .Texture.Zip(set.Shape)
                        .Any(cues => cues.First >= 0 && cues.Second >= 0 && cues.First != cues.Second)
                        ? OnePerShape(set, columns)
                        : [.. Enumerable.Range(0, Math.Min(columns, set.Count))];
                    return new ImageGridRow(set.Name, set.Select(shown).Images, Captions(set, shown, labels));
                }),
        ];
        return ImageGridFigure.Create(
            "stimuli",
            "The stimuli",
            "The same test images in every set that is made from them; on cue-conflict images the shape is "
                + "the column's or the one named below, and the texture that of the class named below.",
            rows,
            [.. labels.Select(l => first.Classes[l])],
            ScaleOf(rows)
        );
    }

    private static string[]? Captions(IStimulusSet set, int[] shown, int[] columns)
    {
        bool asColumns = shown
            .Select((image, column) => column < columns.Length && set.Shape[image] == columns[column])
            .All(same => same);
        string Name(int[] cue, int image) => cue[image] >= 0 ? set.Classes[cue[image]] : "none";
        return shown.Any(i => set.Shape[i] >= 0 && set.Texture[i] >= 0 && set.Shape[i] != set.Texture[i])
                ?
                [
                    .. shown.Select(i =>
                        asColumns
                            ? $"texture: {Name(set.Texture, i)}"
                            : $"{Name(set.Shape, i)}, texture: {Name(set.Texture, i)}"
                    ),
                ]
            : asColumns || shown.All(i => set.Shape[i] < 0) ? null
            : [.. shown.Select(i => Name(set.Shape, i))];
    }

    /// <summary>Clean images, and what the attack makes of them against S and against R; changes are magnified around
    /// grey.</summary>
    public static Figure AdversarialExamples(
        string architecture,
        NormalizedModel standard,
        NormalizedModel robust,
        IStimulusSet intact,
        ProjectedGradientDescent attack
    )
    {
        const int magnification = 5;
        using DisposeScope scope = NewDisposeScope();
        Tensor clean = intact.Batch(0, Columns);
        if (clean.shape[3] > LargestDoubled)
            clean = clean.narrow(0, 0, Math.Min(LargeColumns, clean.shape[0]));
        int[] classes = intact.Labels[..(int)clean.shape[0]];
        Tensor labels = tensor(classes.Select(l => (long)l).ToArray());
        List<ImageGridRow> rows = [new("clean", ToBytes(clean))];
        foreach ((string name, NormalizedModel model) in new[] { ("S", standard), ("R", robust) })
        {
            Tensor perturbed = attack.Perturb(model, clean, labels);
            using IDisposable off = no_grad();
            string[] answers = [.. model.call(perturbed).argmax(1).data<long>().Select(a => intact.Classes[(int)a])];
            rows.Add(new($"attack on {name}", ToBytes(perturbed), answers));
            rows.Add(new($"change x {magnification}", ToBytes((perturbed - clean) * magnification + 0.5)));
        }
        return ImageGridFigure.Create(
            $"adversarial-{architecture}",
            $"Adversarial examples, {architecture}",
            $"{attack}. Under each attacked image, what the network then answers.",
            rows,
            [.. classes.Select(l => intact.Classes[l])],
            ScaleOf(rows)
        );
    }

    /// <summary>For each shape one image, each with another texture.</summary>
    private static int[] OnePerShape(IStimulusSet set, int columns) =>
        [
            .. set
                .Classes.Select(
                    (_, shape) =>
                        (
                            Shape: shape,
                            Images: Enumerable
                                .Range(0, set.Count)
                                .Where(i => set.Shape[i] == shape && set.Texture[i] != shape)
                                .ToArray()
                        )
                )
                .Where(c => c.Images.Length > 0)
                .Take(columns)
                .Select(c => c.Images[c.Shape % Math.Min(c.Images.Length, Math.Max(1, set.Classes.Count - 1))]),
        ];

    private static int ScaleOf(IReadOnlyList<ImageGridRow> rows) =>
        rows.Max(r => r.Images.shape[3]) > LargestDoubled ? 1 : 2;

    private static Tensor ToBytes(Tensor pixels) => pixels.clamp(0, 1).mul(255).round().to(ScalarType.Byte);
}
