namespace RobustRepro.Runtime;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014), seeded by a seed and the number of a stream: each image, or each resample,
/// has its own stream, so that they can be drawn in any order and on any number of threads with the same result.
/// </summary>
internal struct SplitMixRandom(long seed, long stream)
{
    private ulong state =
        Mix((ulong)seed * 0x9E3779B97F4A7C15UL + 0x632BE59BD9B4E019UL) ^ Mix((ulong)stream + 0xD1B54A32D192ED03UL);

    public ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15UL;
        return Mix(state);
    }

    /// <summary>Uniform in [low, high).</summary>
    public float Uniform(float low, float high) => low + (high - low) * ((NextBits() >> 40) * (1f / (1 << 24)));

    /// <summary>Uniform integer in [0, count).</summary>
    public int Below(int count) => (int)(((NextBits() >> 32) * (ulong)count) >> 32);

    /// <summary>Nearly normal, mean 0, deviation 1, bounded by ±3.5: the sum of four 16-bit uniforms, which is all that
    /// pixel noise needs.</summary>
    public float Noise()
    {
        ulong bits = NextBits();
        int sum =
            (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 2 * 65535) * (1f / 37837.2f); // sqrt(4 / 12) * 65536
    }

    /// <summary>Normal, mean 0, deviation 1 (Box and Muller 1958).</summary>
    public double Normal()
    {
        // 53 bits, and never 0
        double radius = Math.Sqrt(-2 * Math.Log(((NextBits() >> 11) + 1) * (1.0 / (1L << 53))));
        return radius * Math.Cos(2 * Math.PI * ((NextBits() >> 11) * (1.0 / (1L << 53))));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
