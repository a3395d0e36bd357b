using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions;

/// <summary>Runs a function over the images of a batch, each with the stream of random numbers that seed and index give
/// it.</summary>
internal static class PerImage
{
    /// <param name="images">float32, N x C x H x W, in [0, 1].</param>
    /// <param name="firstIndex">Index of the first image in its set.</param>
    public static Tensor Apply(Tensor images, int firstIndex, long seed, ImageFunction function)
    {
        Plane[][] planes = Split(images);
        Parallel.For(
            0,
            planes.Length,
            new ParallelOptions { MaxDegreeOfParallelism = TorchRuntime.CurrentThreads },
            i =>
            {
                var random = new SplitMixRandom(seed, firstIndex + i);
                planes[i] = function(planes[i], ref random);
            }
        );
        return Join(planes, images);
    }

    /// <summary>For functions that draw nothing and treat each channel alone.</summary>
    public static Tensor Apply(Tensor images, Func<Plane, Plane> function) =>
        Apply(images, 0, 0, (Plane[] image, ref SplitMixRandom _) => [.. image.Select(function)]);

    /// <summary>The channels of every image.</summary>
    public static Plane[][] Split(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        float[] pixels = images.cpu().contiguous().data<float>().ToArray();
        int channels = (int)images.shape[1],
            height = (int)images.shape[2],
            width = (int)images.shape[3];
        Plane Read(int first)
        {
            var plane = new Plane(height, width);
            for (int p = 0; p < plane.Values.Length; p++)
                plane.Values[p] = pixels[first + p];
            return plane;
        }
        return
        [
            .. Enumerable
                .Range(0, (int)images.shape[0])
                .Select(i =>
                    Enumerable.Range(0, channels).Select(c => Read((i * channels + c) * height * width)).ToArray()
                ),
        ];
    }

    /// <summary>The images of some channels, clamped to [0, 1], float32 and of the shape and on the device of
    /// others.</summary>
    public static Tensor Join(Plane[][] planes, Tensor like)
    {
        using DisposeScope scope = NewDisposeScope();
        var pixels = new float[like.numel()];
        int next = 0;
        foreach (Plane[] image in planes)
        {
            foreach (Plane plane in image)
            {
                foreach (double value in plane.Values)
                    pixels[next++] = (float)Math.Clamp(value, 0, 1);
            }
        }
        return tensor(pixels, like.shape).to(like.device).MoveToOuterDisposeScope();
    }
}
