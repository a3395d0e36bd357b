using System.Numerics;

namespace RobustRepro.Probes.Trifeature;

/// <summary>An arc of an outline; angles in radians, growing clockwise as seen from the direction of x, because y
/// points down.</summary>
/// <param name="sweep">Negative where the arc runs counterclockwise: the outline is then hollow there.</param>
internal sealed class ArcPiece(Vector2 centre, float radius, float startAngle, float sweep) : OutlinePiece
{
    private const float Turn = 2 * MathF.PI;

    public override Vector2 Start => At(startAngle);

    public override Vector2 DirectionAtStart => Direction(startAngle);

    public override Vector2 DirectionAtEnd => Direction(startAngle + sweep);

    public override float DistanceTo(Vector2 point)
    {
        Vector2 from = point - centre;
        float angle = (MathF.Atan2(from.Y, from.X) - startAngle) * MathF.Sign(sweep);
        angle -= Turn * MathF.Floor(angle / Turn);
        return angle <= MathF.Abs(sweep)
            ? MathF.Abs(from.Length() - radius)
            : MathF.Min(Vector2.Distance(point, Start), Vector2.Distance(point, At(startAngle + sweep)));
    }

    private Vector2 At(float angle) => centre + radius * new Vector2(MathF.Cos(angle), MathF.Sin(angle));

    private Vector2 Direction(float angle) => MathF.Sign(sweep) * new Vector2(-MathF.Sin(angle), MathF.Cos(angle));
}
