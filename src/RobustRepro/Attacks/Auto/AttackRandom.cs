using RobustRepro.Runtime;
using static TorchSharp.torch;

namespace RobustRepro.Attacks.Auto;

/// <summary>The random numbers of an attack. Each image draws from a stream of its own, named by its number among all
/// images, so that neither the batch it is in nor the number of threads changes what it draws; what all images share
/// comes from another stream.</summary>
/// <param name="seed">Of the evaluation.</param>
/// <param name="stage">Tells attacks, and targets of an attack, apart.</param>
internal readonly struct AttackRandom(long seed, int stage)
{
    private const long Shared = -1;

    private readonly long seed = seed * 1009 + stage;

    /// <summary>For what all images share.</summary>
    public SplitMixRandom OfAll(int draw = 0) => new(seed, Shared - draw);

    /// <summary>For one image.</summary>
    public SplitMixRandom OfImage(int image) => new(seed, image);

    /// <summary>A start within the threat model: on its sphere under L2; under Linf uniform noise that is stretched
    /// until the largest change is eps. Not yet within [0, 1].</summary>
    public Tensor Start(ThreatModel threat, Tensor images, IReadOnlyList<int> numbers)
    {
        int size = (int)(images.numel() / Math.Max(1, images.shape[0]));
        var values = new float[numbers.Count * size];
        for (int n = 0; n < numbers.Count; n++)
        {
            SplitMixRandom random = OfImage(numbers[n]);
            for (int i = n * size; i < (n + 1) * size; i++)
                values[i] = threat.Norm == Norm.L2 ? (float)random.Normal() : random.Uniform(-1, 1);
        }
        Tensor noise = tensor(values, images.shape).to(images.device);
        return images + threat.Normalized(noise) * threat.Eps;
    }

    /// <summary>-1 or 1, equally often.</summary>
    public static float Sign(ref SplitMixRandom random) => (random.NextBits() >> 63) == 0 ? -1 : 1;
}
