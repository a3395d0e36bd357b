using static TorchSharp.torch;

namespace RobustRepro.Probes.Natural;

/// <summary>A probe whose images are shown at half their size, the mean of every 2 x 2 pixels; its label maps stay as
/// they are, since dissection enlarges activations to them.</summary>
internal sealed class ReducedProbe(IProbe probe) : IProbe
{
    public string Name => $"{probe.Name}, half size";

    public ConceptCatalogue Catalogue => probe.Catalogue;

    public int Count => probe.Count;

    public Tensor Images(int start, int count)
    {
        using Tensor full = probe.Images(start, count);
        return nn.functional.avg_pool2d(full, 2);
    }

    public ImageConcepts Labels(int index) => probe.Labels(index);
}
