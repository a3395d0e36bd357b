using RobustRepro.Datasets.TinyImageNet;
using RobustRepro.Imaging;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Probes.Natural;

/// <summary>
/// The probe of the studies of photographs: photographs, labelled by their class (an object), as a whole or inside of a
/// box, and pixel by pixel by colour names, and texture patches, labelled as a whole by their texture. Give each object
/// and each texture as many images: a unit's mask covers as many pixels whatever it detects, so that the IoU which it
/// can reach depends on how many images show the concept.
/// </summary>
internal sealed class NaturalProbe : IProbe, IDisposable
{
    private readonly StimulusSet images;
    private readonly ImageConcepts[] labels;

    /// <param name="photographs">With their classes; none that a claim is decided on.</param>
    /// <param name="patches">With their textures.</param>
    /// <param name="boxes">Where each photograph shows its object; null where it is the whole image.</param>
    public NaturalProbe(StimulusSet photographs, StimulusSet patches, IReadOnlyList<BoundingBox>? boxes = null)
    {
        string[] objects = [.. photographs.Classes],
            textures = [.. patches.Classes],
            colours = [.. Enum.GetNames<BasicColour>().Select(c => c.ToLowerInvariant())];
        int firstColour = 1 + objects.Length + textures.Length;
        Catalogue = new(
            ["object", "texture", "color"],
            [
                .. objects.Select((name, i) => new Concept(1 + i, name, "object")),
                .. textures.Select((name, i) => new Concept(1 + objects.Length + i, name, "texture")),
                .. colours.Select((name, i) => new Concept(firstColour + i, name, "color")),
            ]
        );
        images = new(
            "probe",
            photographs.Classes,
            cat([photographs.Images, patches.Images]),
            [.. photographs.Shape, .. patches.Shape.Select(_ => -1)],
            [.. photographs.Texture.Select(_ => -1), .. patches.Texture]
        );
        int side = (int)images.Images.shape[3];
        labels =
        [
            .. Enumerable
                .Range(0, photographs.Count)
                .Select(i =>
                {
                    int of = 1 + photographs.Shape[i];
                    ushort[] colour = Colours(i, side, firstColour);
                    return boxes is null
                        ? new ImageConcepts(side, side, [colour], [of])
                        : new ImageConcepts(side, side, [colour, Inside(boxes[i], side, (ushort)of)], []);
                }),
            .. patches.Texture.Select(t => new ImageConcepts(side, side, [], [1 + objects.Length + t])),
        ];
    }

    public string Name => "natural";

    public ConceptCatalogue Catalogue { get; }

    public int Count => labels.Length;

    public Tensor Images(int start, int count) => images.Batch(start, count);

    public ImageConcepts Labels(int index) => labels[index];

    public void Dispose() => images.Dispose();

    private static ushort[] Inside(BoundingBox box, int side, ushort concept)
    {
        var map = new ushort[side * side];
        for (int y = box.Top; y <= box.Bottom; y++)
            map.AsSpan(y * side + box.Left, box.Right - box.Left + 1).Fill(concept);
        return map;
    }

    /// <summary>Per pixel the number of its colour's name.</summary>
    private ushort[] Colours(int image, int side, int first)
    {
        int plane = side * side;
        using Tensor one = images.Images[image].contiguous();
        byte[] bytes = one.data<byte>().ToArray();
        return
        [
            .. Enumerable
                .Range(0, plane)
                .Select(p =>
                    (ushort)(
                        first
                        + (int)
                            ColourNaming.Name(
                                new(bytes[p] / 255f, bytes[plane + p] / 255f, bytes[2 * plane + p] / 255f)
                            )
                    )
                ),
        ];
    }
}
