using System.Numerics;

namespace RobustRepro.Probes.Trifeature;

/// <summary>The exact outline of a shape, and from it the part that each point belongs to.</summary>
internal sealed class ProbeOutline
{
    /// <summary>How far a vertex reaches.</summary>
    public const float VertexReach = 0.25f;

    /// <summary>How far the outline reaches into the object.</summary>
    public const float EdgeReach = 0.15f;

    /// <summary>A smaller turn (0.6 degrees) is rounding: the outline goes on smoothly.</summary>
    private const float LeastTurn = 0.01f;

    /// <param name="contours">Closed curves, each a list of pieces in order.</param>
    public ProbeOutline(params OutlinePiece[][] contours)
    {
        Pieces = [.. contours.SelectMany(c => c)];
        Vertices = [.. contours.SelectMany(VerticesOf)];
    }

    public IReadOnlyList<OutlinePiece> Pieces { get; }

    public IReadOnlyList<(Vector2 Point, ProbePart Kind)> Vertices { get; }

    /// <summary>The part that a point within the object belongs to: of the nearest vertex, else of the nearest piece,
    /// else none's.</summary>
    public ProbePart PartAt(Vector2 point)
    {
        ProbePart part = ProbePart.Interior;
        float nearest = VertexReach;
        foreach ((Vector2 vertex, ProbePart kind) in Vertices)
        {
            float distance = Vector2.Distance(point, vertex);
            if (distance < nearest)
                (nearest, part) = (distance, kind);
        }
        if (part != ProbePart.Interior)
            return part;
        nearest = EdgeReach;
        foreach (OutlinePiece piece in Pieces)
        {
            float distance = piece.DistanceTo(point);
            if (distance < nearest)
                (nearest, part) = (distance, piece is ArcPiece ? ProbePart.CurvedEdge : ProbePart.StraightEdge);
        }
        return part;
    }

    private static IEnumerable<(Vector2 Point, ProbePart Kind)> VerticesOf(OutlinePiece[] contour)
    {
        for (int i = 0; i < contour.Length; i++)
        {
            Vector2 before = contour[(i + contour.Length - 1) % contour.Length].DirectionAtEnd,
                after = contour[i].DirectionAtStart;
            float turn = MathF.Atan2(before.X * after.Y - before.Y * after.X, Vector2.Dot(before, after));
            if (MathF.Abs(turn) > LeastTurn)
                yield return (
                    contour[i].Start,
                    turn < 0 ? ProbePart.Notch
                    : turn > MathF.PI / 2 + LeastTurn ? ProbePart.Tip
                    : ProbePart.Corner
                );
        }
    }
}
