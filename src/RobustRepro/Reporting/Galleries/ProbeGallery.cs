using RobustRepro.Imaging;
using RobustRepro.Probes;
using RobustRepro.Reporting.Figures;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Reporting.Galleries;

/// <summary>Pictures of a probe: its images, and below them their label maps in colours.</summary>
public static class ProbeGallery
{
    private const int Columns = 15;

    /// <summary>The colour of concepts that a map shows but that are not the row's subject.</summary>
    private static readonly Rgb Other = new(0.85f, 0.85f, 0.85f);

    private static readonly Rgb Nothing = new(1, 1, 1);

    /// <summary>
    /// For each category its concepts, each with the image that shows most of it and where it is; then images as they
    /// come, with the map of each category. A concept has the same colour wherever it is drawn.
    /// </summary>
    /// <param name="unseen">Numbers of concepts to be marked as never trained on.</param>
    public static Figure Sheet(IProbe probe, IReadOnlySet<int> unseen)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] most = ImageWithMost(probe);
        List<ImageGridRow> rows = [];
        foreach (string category in probe.Catalogue.Categories)
        {
            Concept[] concepts =
            [
                .. probe.Catalogue.Concepts.Where(c => c.Category == category && most[c.Number - 1] >= 0).Take(Columns),
            ];
            if (concepts.Length == 0)
                continue;
            int[] images = [.. concepts.Select(c => most[c.Number - 1])];
            rows.Add(new(category, Pictures(probe, images)));
            rows.Add(
                new(
                    "where",
                    Maps(probe, images, category, [.. concepts.Select(c => c.Number)]),
                    [.. concepts.Select(c => unseen.Contains(c.Number) ? $"{c.Name} (new)" : c.Name)]
                )
            );
        }
        int[] first = [.. Enumerable.Range(0, Math.Min(Columns, probe.Count))];
        rows.Add(new("images as they come", Pictures(probe, first)));
        foreach (string category in probe.Catalogue.Categories)
            rows.Add(
                new(
                    category,
                    Maps(probe, first, category),
                    [.. first.Select(i => string.Join(", ", Names(probe, i, category)))]
                )
            );
        return ImageGridFigure.Create(
            $"probe-{probe.Name}",
            "The probe of network dissection",
            "Below each image the label map of a category; what is white has no label. (new): no training "
                + "image shows it.",
            rows,
            scale: rows.Max(r => r.Images.shape[3]) > 112 ? 1 : 2
        );
    }

    private static Tensor Pictures(IProbe probe, int[] images) =>
        cat([.. images.Select(i => probe.Images(i, 1))], 0).mul(255).round().to(ScalarType.Byte);

    /// <param name="subjects">Per image the concept to be shown in its colour, all others in grey; null to show all in
    /// their colours.</param>
    private static Tensor Maps(IProbe probe, int[] images, string category, int[]? subjects = null) =>
        stack([.. images.Select((image, column) => Map(probe, probe.Labels(image), category, subjects?[column]))], 0);

    private static Tensor Map(IProbe probe, ImageConcepts labels, string category, int? subject)
    {
        int plane = labels.Height * labels.Width;
        var bytes = new byte[3 * plane];
        for (int i = 0; i < plane; i++)
        {
            int number = At(probe.Catalogue, labels, category, i);
            Rgb colour =
                number == 0 ? Nothing
                : subject is null || number == subject ? ColourOf(probe.Catalogue.Concepts[number - 1])
                : Other;
            (bytes[i], bytes[plane + i], bytes[2 * plane + i]) = (ToByte(colour.R), ToByte(colour.G), ToByte(colour.B));
        }
        return tensor(bytes, [3, labels.Height, labels.Width]);
    }

    /// <summary>The first concept of the category that labels the pixel, or 0.</summary>
    private static int At(ConceptCatalogue catalogue, ImageConcepts labels, string category, int pixel)
    {
        foreach (ushort[] map in labels.Maps)
        {
            if (map[pixel] > 0 && catalogue.Concepts[map[pixel] - 1].Category == category)
                return map[pixel];
        }
        return labels.WholeImage.FirstOrDefault(n => catalogue.Concepts[n - 1].Category == category);
    }

    private static IEnumerable<string> Names(IProbe probe, int image, string category)
    {
        ImageConcepts labels = probe.Labels(image);
        return labels
            .Maps.SelectMany(m => m.Distinct())
            .Select(n => (int)n)
            .Concat(labels.WholeImage)
            .Where(n => n > 0)
            .Distinct()
            .Order()
            .Select(n => probe.Catalogue.Concepts[n - 1])
            .Where(c => c.Category == category)
            .Select(c => c.Name);
    }

    /// <summary>For each concept the first of the images in which it covers most, or -1.</summary>
    private static int[] ImageWithMost(IProbe probe)
    {
        int concepts = probe.Catalogue.Concepts.Count;
        int[] image = [.. Enumerable.Repeat(-1, concepts)],
            most = new int[concepts];
        for (int i = 0; i < probe.Count; i++)
        {
            ImageConcepts labels = probe.Labels(i);
            var cover = new int[concepts + 1];
            foreach (ushort[] map in labels.Maps)
            {
                foreach (ushort number in map)
                    cover[number]++;
            }
            foreach (int number in labels.WholeImage)
                cover[number] += labels.Height * labels.Width;
            for (int c = 0; c < concepts; c++)
            {
                if (cover[c + 1] > most[c])
                    (most[c], image[c]) = (cover[c + 1], i);
            }
        }
        return image;
    }

    /// <summary>Colour names in their own colours; other concepts in hues that lie far apart for neighbours.</summary>
    private static Rgb ColourOf(Concept concept)
    {
        const float goldenRatio = 0.618034f;
        float hue = concept.Number * goldenRatio;
        return Enum.TryParse(concept.Name, ignoreCase: true, out BasicColour colour)
            ? ColourNaming.Example(colour)
            : Rgb.FromHsv(hue - MathF.Floor(hue), 0.75f, concept.Number % 2 == 0 ? 0.9f : 0.65f);
    }

    private static byte ToByte(float value) => (byte)(value * 255 + 0.5f);
}
