using RobustRepro.Reporting.Figures;

namespace RobustRepro.Tests.Reporting;

/// <summary>Filters as first layers have them: waves of all directions, more or less rough.</summary>
internal static class SampleFilters
{
    public static FilterBank Create(int count, int size, double roughness, int seed)
    {
        var random = new Random(seed);
        float[][] weights = [.. Enumerable.Range(0, count).Select(_ => Gabor(random, size, roughness))];
        return new(size, size, weights, [.. weights.Select(w => TotalVariation(w, size))]);
    }

    private static float[] Gabor(Random random, int size, double roughness)
    {
        double angle = random.NextDouble() * Math.PI,
            frequency = 0.3 + 1.2 * random.NextDouble(),
            phase = random.NextDouble() * 6;
        double[] rgb = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
        return
        [
            .. rgb.SelectMany(channel =>
                Enumerable
                    .Range(0, size * size)
                    .Select(i =>
                        (float)(
                            channel
                                * Math.Cos(
                                    frequency * (i % size * Math.Cos(angle) + i / size * Math.Sin(angle)) + phase
                                )
                            + roughness * (random.NextDouble() - 0.5)
                        )
                    )
            ),
        ];
    }

    private static double TotalVariation(float[] weights, int size)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += i % size > 0 ? Math.Abs(weights[i] - weights[i - 1]) : 0;
            sum += i % (size * size) >= size ? Math.Abs(weights[i] - weights[i - size]) : 0;
        }
        return sum;
    }
}
