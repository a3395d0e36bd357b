using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Stimuli.Distortions.Corruptions;

/// <summary>The noises of CIFAR-10-C; strengths from make_cifar_c.py of hendrycks/robustness.</summary>
internal static class NoiseCorruptions
{
    /// <summary>Additive Gaussian noise.</summary>
    public static DistortionSeries Gaussian { get; } =
        DistortionSeries.OfBatches(
            "gaussian_noise",
            "std",
            [0.04f, 0.06f, 0.08f, 0.09f, 0.1f],
            (images, first, seed, std) => GaussianNoise.Apply(images, first, std, seed)
        );

    /// <summary>Poisson noise: white stands for so many photons.</summary>
    public static DistortionSeries Shot { get; } =
        DistortionSeries.OfBatches("shot_noise", "photons at white", [500, 250, 100, 75, 50], Poisson);

    /// <summary>Salt and pepper: so many values, independently per pixel and channel, become 0 or 1, with equal
    /// chances.</summary>
    public static DistortionSeries Impulse { get; } =
        DistortionSeries.OfImages(
            "impulse_noise",
            "share of values",
            [0.01f, 0.02f, 0.03f, 0.05f, 0.07f],
            SaltAndPepper
        );

    private static Tensor Poisson(Tensor images, int first, long seed, int photons)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor expected = images.cpu().mul(photons);
        Tensor[] counts =
        [
            .. Enumerable
                .Range(0, (int)images.shape[0])
                .Select(i =>
                {
                    using var generator = new Generator(new SplitMixRandom(seed, first + i).NextBits());
                    return poisson(expected[i], generator);
                }),
        ];
        return stack(counts).div_(photons).clamp_(0, 1).to(images.device).MoveToOuterDisposeScope();
    }

    private static ImageFunction SaltAndPepper(float share) =>
        (Plane[] image, ref SplitMixRandom random) =>
        {
            Plane[] noisy = [.. image.Select(plane => plane.Map(v => v))];
            foreach (Plane plane in noisy)
            {
                for (int p = 0; p < plane.Values.Length; p++)
                {
                    if (random.Uniform(0, 1) < share)
                        plane.Values[p] = random.Below(2);
                }
            }
            return noisy;
        };
}
