using System.Numerics;

namespace RobustRepro.Probes.Trifeature;

/// <summary>A straight piece of an outline.</summary>
internal sealed class LinePiece(Vector2 start, Vector2 end) : OutlinePiece
{
    public override Vector2 Start => start;

    public override Vector2 DirectionAtStart { get; } = Vector2.Normalize(end - start);

    public override Vector2 DirectionAtEnd => DirectionAtStart;

    public override float DistanceTo(Vector2 point)
    {
        float along = Math.Clamp(Vector2.Dot(point - start, DirectionAtStart), 0, Vector2.Distance(start, end));
        return Vector2.Distance(point, start + along * DirectionAtStart);
    }
}
