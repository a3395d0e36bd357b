using RobustRepro.Files;
using static TorchSharp.torch;

namespace RobustRepro.Probes;

/// <summary>The first images of a probe.</summary>
public sealed class PartOfProbe : IProbe
{
    private readonly IProbe whole;

    private PartOfProbe(IProbe whole, int count)
    {
        this.whole = whole;
        Count = count;
    }

    public string Name => whole.Name;

    public ConceptCatalogue Catalogue => whole.Catalogue;

    public int Count { get; }

    /// <summary>The probe itself where it has no more images than that.</summary>
    /// <param name="count">0 for all.</param>
    public static IProbe First(IProbe probe, int count) =>
        count == 0 || count >= probe.Count ? probe : new PartOfProbe(probe, count);

    public Tensor Images(int start, int count) => whole.Images(start, count);

    public string Fingerprint() => Sha256.Of(Sha256.BytesOf([$"first {Count}", whole.Fingerprint()]));

    public ImageConcepts Labels(int index) => whole.Labels(index);
}
