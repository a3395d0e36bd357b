using RobustRepro.Runtime;

namespace RobustRepro.Stimuli.Trifeature;

/// <summary>Where and how large an object is, and how its texture lies; units as in
/// <see cref="TrifeatureScene"/>.</summary>
internal readonly record struct TrifeaturePlacement(
    float CentreX,
    float CentreY,
    float Radius,
    float Rotation,
    float Period,
    float PhaseX,
    float PhaseY
)
{
    public static TrifeaturePlacement Draw(ref SplitMixRandom random)
    {
        const int size = TrifeatureScene.Size;
        float radius = random.Uniform(17, 27);
        float rotation = random.Uniform(-0.35f, 0.35f);
        float low = MathF.Min(radius * 0.8f, size * 0.4f),
            high = MathF.Max(size - radius * 0.8f, size * 0.6f);
        float x = random.Uniform(low, high),
            y = random.Uniform(low, high);
        float period = random.Uniform(3.5f, 5.5f);
        float phaseX = random.Uniform(0, 6 * period),
            phaseY = random.Uniform(0, 6 * period);
        return new(x, y, radius, rotation, period, phaseX, phaseY);
    }
}
