using RobustRepro.Imaging;
using RobustRepro.Probes.Trifeature;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Studies.Trifeature;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Probes;

/// <summary>The generated probe, and what its tests ask of single images.</summary>
internal static class TrifeatureProbeImages
{
    public const int Plane = TrifeatureScene.Size * TrifeatureScene.Size;

    public static readonly TrifeatureProbe Probe = TrifeatureStimuli.Probe();

    public static string CategoryOf(ushort[] map) => Probe.Catalogue.Concepts[map.First(n => n > 0) - 1].Category;

    /// <summary>The label map of a category, or null where the image shows none of it.</summary>
    public static ushort[]? Map(int image, string category) =>
        Probe.Labels(image).Maps.SingleOrDefault(m => CategoryOf(m) == category);

    /// <summary>The mean colour of a region, and the mean over the channels of the deviation from it.</summary>
    public static (Rgb Mean, float Deviation) ColourOf(int image, bool[] region)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = Probe
            .Images(image, 1)[0]
            .flatten(1)
            .masked_select(tensor(region).unsqueeze(0).expand(3, -1))
            .view(3, -1);
        float[] mean = [.. values.mean([1]).data<float>()];
        return (new(mean[0], mean[1], mean[2]), values.std(1).mean().item<float>());
    }
}
