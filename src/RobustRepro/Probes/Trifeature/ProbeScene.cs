using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>Everything that varies in an image of the probe.</summary>
/// <param name="Amplitude">Of the texture: half its range in pixel value.</param>
internal readonly record struct ProbeScene(
    ProbeLayout Layout,
    ProbeShape Shape,
    ProbeTexture Texture,
    float Amplitude,
    ProbeBackground Background,
    TrifeaturePlacement Place,
    Rgb ObjectColour,
    Rgb BackgroundColour
)
{
    /// <summary>Half of what training images have, as much, and more.</summary>
    public static readonly float[] Amplitudes = [0.06f, TrifeatureRenderer.TextureAmplitude, 0.2f];

    /// <summary>Twelve of sixteen images have an object, twelve a texture, and nine both: to have one says nothing of
    /// the other.</summary>
    private static readonly ProbeLayout[] Layouts =
    [
        .. Enumerable.Repeat(ProbeLayout.TexturedObject, 6),
        .. Enumerable.Repeat(ProbeLayout.ObjectOnTexture, 3),
        .. Enumerable.Repeat(ProbeLayout.FlatObject, 3),
        .. Enumerable.Repeat(ProbeLayout.TexturePatch, 3),
        ProbeLayout.Background,
    ];

    private static readonly int Shapes = Enum.GetValues<ProbeShape>().Length;
    private static readonly int Textures = Enum.GetValues<ProbeTexture>().Length;
    private static readonly int Backgrounds = Enum.GetValues<ProbeBackground>().Length;
    private static readonly int Colours = Enum.GetValues<BasicColour>().Length;

    public bool HasObject =>
        Layout is ProbeLayout.TexturedObject or ProbeLayout.FlatObject or ProbeLayout.ObjectOnTexture;

    public bool HasBackground =>
        Layout is ProbeLayout.TexturedObject or ProbeLayout.FlatObject or ProbeLayout.Background;

    /// <summary>Whether the texture is drawn within the object or, where there is none, everywhere.</summary>
    public bool TextureInside => Layout is ProbeLayout.TexturedObject or ProbeLayout.TexturePatch;

    public bool TextureOutside => Layout is ProbeLayout.ObjectOnTexture;

    /// <summary>Image <paramref name="index"/>; the stream goes on to draw it.</summary>
    public static (ProbeScene Scene, SplitMixRandom Random) Draw(long seed, int index)
    {
        var random = new SplitMixRandom(seed, index);
        int Pick(int factor, int size) => new BalancedDeck(seed, factor, size).At(index);
        ProbeLayout layout = Layouts[Pick(0, Layouts.Length)];
        var shape = (ProbeShape)Pick(1, Shapes);
        var texture = (ProbeTexture)Pick(2, Textures);
        float amplitude = Amplitudes[Pick(3, Amplitudes.Length)];
        var background = (ProbeBackground)Pick(4, Backgrounds);
        int colour = Pick(5, Colours);
        int other = (colour + 1 + Pick(6, Colours - 1)) % Colours; // any but the object's own
        TrifeaturePlacement place = TrifeaturePlacement.Draw(ref random);
        (Rgb objectColour, Rgb backgroundColour) = ProbeColours.DrawPair(
            ref random,
            (BasicColour)colour,
            (BasicColour)other
        );
        return (new(layout, shape, texture, amplitude, background, place, objectColour, backgroundColour), random);
    }
}
