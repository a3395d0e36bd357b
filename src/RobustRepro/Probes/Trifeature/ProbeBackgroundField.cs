using RobustRepro.Imaging;
using RobustRepro.Runtime;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>What a background adds to its colour, pixel by pixel.</summary>
internal readonly ref struct ProbeBackgroundField
{
    /// <summary>Random values that a background needs, at most.</summary>
    public const int Length = SpeckleGrid * SpeckleGrid * 3;

    private const float GradientAmplitude = 0.15f,
        BandsAmplitude = 0.1f,
        MosaicAmplitude = 0.15f,
        SpeckleAmplitude = 0.25f;
    private const float SpeckleCell = 7,
        SpeckleRadius = 1.6f;
    private const int SpeckleGrid = 10,
        MosaicGrid = 9;

    private readonly ProbeBackground kind;
    private readonly ReadOnlySpan<float> values;
    private readonly float cos,
        sin,
        period,
        phase;

    /// <param name="values">Room for <see cref="Length"/> values, which the field keeps.</param>
    public ProbeBackgroundField(ProbeBackground kind, ref SplitMixRandom random, Span<float> values)
    {
        this.kind = kind;
        this.values = values;
        float angle = random.Uniform(0, 2 * MathF.PI);
        (sin, cos) = MathF.SinCos(angle);
        (period, phase) =
            kind == ProbeBackground.Mosaic
                ? (random.Uniform(9, 13), random.Uniform(0, 9))
                : (random.Uniform(14, 22), random.Uniform(0, 22));
        if (kind == ProbeBackground.Shaded)
        {
            BackgroundShading.Draw(ref random, values[..BackgroundShading.Length]);
            return;
        }
        foreach (ref float value in values)
            value = random.Uniform(0, 1);
    }

    public Rgb At(int x, int y)
    {
        if (kind == ProbeBackground.Shaded)
            return BackgroundShading.At(values, x, y);
        float value = kind switch
        {
            ProbeBackground.Plain => 0,
            ProbeBackground.Gradient => GradientAmplitude * Along(x, y) / (TrifeatureScene.Size / 2f),
            ProbeBackground.Bands => BandsAmplitude * MathF.Sin(2 * MathF.PI * (Along(x, y) + phase) / period),
            ProbeBackground.Mosaic => MosaicAmplitude
                * (2 * values[(int)((y + phase) / period) * MosaicGrid + (int)((x + phase) / period)] - 1),
            ProbeBackground.Speckle => Speckle(x, y),
            _ => throw new ArgumentOutOfRangeException(nameof(x), $"unknown background {kind}"),
        };
        return new(value, value, value);
    }

    /// <summary>Pixels from the centre along the background's direction.</summary>
    private float Along(int x, int y) => (x - TrifeatureScene.Size / 2f) * cos + (y - TrifeatureScene.Size / 2f) * sin;

    /// <summary>Every cell has one speck, wholly within it.</summary>
    private float Speckle(int x, int y)
    {
        int column = (int)(x / SpeckleCell),
            row = (int)(y / SpeckleCell);
        ReadOnlySpan<float> speck = values.Slice((row * SpeckleGrid + column) * 3, 3);
        const float room = SpeckleCell - 1 - 2 * SpeckleRadius;
        float dx = x - (column * SpeckleCell + SpeckleRadius + room * speck[0]),
            dy = y - (row * SpeckleCell + SpeckleRadius + room * speck[1]);
        return dx * dx + dy * dy >= SpeckleRadius * SpeckleRadius ? 0
            : speck[2] < 0.5f ? -SpeckleAmplitude
            : SpeckleAmplitude;
    }
}
