using RobustRepro.Claims;
using RobustRepro.Measures;
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

    /// <summary>The severity of corruptions in the middle stands for all.</summary>
    private const int ShownSeverity = 3;

    private static readonly HashSet<StimulusName> NotShown =
    [
        .. from corruption in DistortionCatalogue.Corruptions
        from severity in StimulusName.Severities
        where severity != ShownSeverity
        select StimulusName.Corrupted(corruption.Name, severity),
    ];

    /// <summary>A row per stimulus set (corruptions at severity 3 only), a column per class; of sets whose images are
    /// of other classes, each with the name of its class.</summary>
    public static Figure ContactSheet(IReadOnlyDictionary<StimulusName, IStimulusSet> sets)
    {
        using DisposeScope scope = NewDisposeScope();
        IStimulusSet first = sets.GetValueOrDefault(StimulusName.Intact) ?? sets.Values.First();
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
                    return new ImageGridRow(set.Name.Text, set.Select(shown).Images, Captions(set, shown, labels));
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
    /// <param name="pair">With pictures.</param>
    public static Figure AdversarialExamples(string architecture, NetworkPair pair)
    {
        using DisposeScope scope = NewDisposeScope();
        AttackedImages standard = pair.Standard.Pictures!.Attacked!,
            robust = pair.Robust.Pictures!.Attacked!;
        ImageGridRow[] rows =
        [
            new("clean", tensor(standard.Clean, standard.Shape)),
            .. Attacked("S", standard),
            .. Attacked("R", robust),
        ];
        return ImageGridFigure.Create(
            $"adversarial-{architecture}",
            $"Adversarial examples, {architecture}",
            $"{standard.Attack}. Under each attacked image, what the network then answers.",
            rows,
            standard.Classes,
            ScaleOf(rows)
        );
    }

    private static ImageGridRow[] Attacked(string name, AttackedImages attacked) =>
        [
            new($"attack on {name}", tensor(attacked.Images, attacked.Shape), attacked.Answers),
            new($"change x {attacked.Magnification}", tensor(attacked.Changes, attacked.Shape)),
        ];

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
}
