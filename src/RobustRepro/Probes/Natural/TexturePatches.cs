using RobustRepro.Probes.Trifeature;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Probes.Natural;

/// <summary>
/// Whole images of the generated probe's textures in the colours of photographs: each patch has the mean colour and the
/// contrast of one. There are no photographs of textures at this size without objects in them.
/// </summary>
internal static class TexturePatches
{
    private const float LeastPeriod = 3.5f,
        MostPeriod = 5.5f;

    /// <summary>The weakest contrast, so that a patch of a plain photograph still shows its texture.</summary>
    private const float LeastAmplitude = 0.08f;

    /// <summary>How many textures there are.</summary>
    public static int Count { get; } = Enum.GetValues<ProbeTexture>().Length;

    /// <param name="photographs">Patch i takes its colour and contrast from photograph i. Where these come class by
    /// turns, every texture has the colours of all classes alike.</param>
    /// <param name="inARow">The texture changes after so many images; after each round of classes unless
    /// given.</param>
    /// <returns>As many images as photographs.</returns>
    public static StimulusSet Make(StimulusSet photographs, long seed, int? inARow = null)
    {
        int side = (int)photographs.Images.shape[3],
            plane = side * side;
        ProbeTexture[] textures = Enum.GetValues<ProbeTexture>();
        var bytes = new byte[photographs.Count * 3 * plane];
        byte[] source = photographs.Images.contiguous().data<byte>().ToArray();
        int[] shown =
        [
            .. Enumerable
                .Range(0, photographs.Count)
                .Select(i => i / (inARow ?? photographs.Classes.Count) % textures.Length),
        ];
        Parallel.For(
            0,
            photographs.Count,
            i =>
            {
                var random = new SplitMixRandom(seed, i);
                float angle = random.Uniform(0, 2 * MathF.PI),
                    period = random.Uniform(LeastPeriod, MostPeriod);
                float offsetX = random.Uniform(0, 2 * side),
                    offsetY = random.Uniform(0, 2 * side);
                (float sine, float cosine) = MathF.SinCos(angle);
                ReadOnlySpan<byte> photograph = source.AsSpan(i * 3 * plane, 3 * plane);
                (float[] mean, float deviation) = Statistics(photograph, plane);
                float amplitude = MathF.Max(LeastAmplitude, deviation);
                for (int p = 0; p < plane; p++)
                {
                    float x = p % side + offsetX,
                        y = p / side + offsetY;
                    float field = ProbeTextureField.At(
                        textures[shown[i]],
                        x * cosine - y * sine,
                        x * sine + y * cosine,
                        period,
                        ref random
                    );
                    for (int c = 0; c < 3; c++)
                        bytes[(i * 3 + c) * plane + p] = (byte)(
                            Math.Clamp(mean[c] + amplitude * field, 0, 1) * 255 + 0.5f
                        );
                }
            }
        );
        return new(
            "texture-patches",
            [.. ProbeConcepts.TextureNames],
            tensor(bytes, [photographs.Count, 3, side, side]),
            [.. Enumerable.Repeat(-1, photographs.Count)],
            shown
        );
    }

    /// <summary>Mean per channel, and the deviation of the mean of the channels; of values in [0, 1].</summary>
    private static (float[] Mean, float Deviation) Statistics(ReadOnlySpan<byte> photograph, int plane)
    {
        var mean = new float[3];
        for (int c = 0; c < 3; c++)
        {
            foreach (byte value in photograph.Slice(c * plane, plane))
                mean[c] += value / 255f / plane;
        }
        float grey = (mean[0] + mean[1] + mean[2]) / 3,
            variance = 0;
        for (int p = 0; p < plane; p++)
        {
            float difference = (photograph[p] + photograph[plane + p] + photograph[2 * plane + p]) / 765f - grey;
            variance += difference * difference / plane;
        }
        return (mean, MathF.Sqrt(variance));
    }
}
