using RobustRepro.Probes;

namespace RobustRepro.Measures.Dissection;

/// <summary>Which concepts an image's label maps show, and in how many pixels.</summary>
/// <param name="Present">Concept numbers, ascending.</param>
/// <param name="Pixels">As long; a pixel that several maps give the same label counts several times, as in
/// NetDissect-Lite.</param>
internal sealed record LabelCounts(int[] Present, int[] Pixels)
{
    /// <exception cref="ArgumentException">A map of another size, or a number that no concept has.</exception>
    public static LabelCounts Of(ImageConcepts image, int concepts)
    {
        if (image.Height < 1 || image.Width < 1)
            throw new ArgumentException($"labels have {image.Height} x {image.Width} pixels", nameof(image));
        var counts = new int[concepts + 1];
        foreach (ushort[] map in image.Maps)
        {
            if (map.Length != image.Height * image.Width)
                throw new ArgumentException(
                    $"a label map has {map.Length} pixels, expected {image.Height} x {image.Width}",
                    nameof(image)
                );
            // labels come in runs: whole vectors are compared at once
            for (ReadOnlySpan<ushort> rest = map; rest.Length > 0; )
            {
                ushort label = rest[0];
                if (label > concepts)
                    throw Unknown(label, concepts);
                int run = rest.IndexOfAnyExcept(label);
                if (run < 0)
                    run = rest.Length;
                counts[label] += run;
                rest = rest[run..];
            }
        }
        foreach (int number in image.WholeImage)
        {
            if (number < 1 || number > concepts)
                throw Unknown(number, concepts);
        }
        List<int> present = [];
        for (int number = 1; number <= concepts; number++)
        {
            if (counts[number] > 0)
                present.Add(number);
        }
        return new([.. present], [.. present.Select(number => counts[number])]);
    }

    private static ArgumentException Unknown(int number, int concepts) =>
        new($"label {number} is none of the {concepts} concepts");
}
