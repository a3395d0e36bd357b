using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures;

/// <summary>How much the activation maps of a layer change when its images do, per channel, relative to the
/// maps.</summary>
internal sealed class MapChange(int channels)
{
    private readonly double[] sums = new double[channels];
    private readonly int[] images = new int[channels];

    /// <param name="before">N x C x H x W.</param>
    /// <param name="after">The maps of the same images, changed.</param>
    public void Add(Tensor before, Tensor after)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] change = Norms(after - before),
            size = Norms(before);
        for (int i = 0; i < size.Length; i++)
        {
            if (!(size[i] > 0))
                continue;
            sums[i % channels] += (double)change[i] / size[i];
            images[i % channels]++;
        }
    }

    /// <summary>Euclidean norm of the change over that of the map before, mean over the images whose map before is not
    /// 0; NaN for a channel that has no such image.</summary>
    public double[] Mean() => [.. sums.Zip(images, (sum, count) => count > 0 ? sum / count : double.NaN)];

    private static float[] Norms(Tensor maps) => maps.square().sum([2, 3]).sqrt().cpu().data<float>().ToArray();
}
