using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;
using static TorchSharp.torch;

namespace RobustRepro.Probes.Trifeature;

/// <summary>
/// The probe of the trifeature study: shapes, parts, backgrounds, textures and colours combined freely, trained and new
/// ones alike, with exact label maps (docs/probe.md has every rule). Image i depends on the seed and i alone. All is
/// drawn on construction and kept, about 45 KB per image, so labels can be asked for again and again, from any thread.
/// </summary>
internal sealed class TrifeatureProbe : IProbe
{
    private const int Plane = TrifeatureScene.Size * TrifeatureScene.Size;
    private const int ImageBytes = 3 * Plane;

    private readonly byte[][] images;
    private readonly ImageConcepts[] labels;

    public TrifeatureProbe(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        images = new byte[count][];
        labels = new ImageConcepts[count];
        Parallel.For(
            0,
            count,
            i =>
            {
                (ProbeScene scene, SplitMixRandom random) = ProbeScene.Draw(seed, i);
                Span<byte> parts = stackalloc byte[Plane];
                ProbeRenderer.Parts(scene, parts);
                images[i] = new byte[ImageBytes];
                ProbeRenderer.Draw(scene, parts, ref random, images[i]);
                labels[i] = ProbeLabels.Of(scene, parts);
            }
        );
    }

    /// <summary>Numbers of the shapes, textures, backgrounds and colours that no training image shows.</summary>
    public static IReadOnlySet<int> Unseen => ProbeConcepts.Unseen;

    public string Name => "trifeature";

    public ConceptCatalogue Catalogue => ProbeConcepts.Catalogue;

    public int Count => images.Length;

    public Tensor Images(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        var bytes = new byte[count * ImageBytes];
        for (int i = 0; i < count; i++)
            images[start + i].CopyTo(bytes, i * ImageBytes);
        using Tensor packed = tensor(bytes, [count, 3, TrifeatureScene.Size, TrifeatureScene.Size]);
        return Pixels.ToFloat(packed);
    }

    public ImageConcepts Labels(int index) => labels[index];
}
