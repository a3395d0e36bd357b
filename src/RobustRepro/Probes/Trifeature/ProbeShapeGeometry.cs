using System.Numerics;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>The probe's shapes, in coordinates where an object reaches to ±1 and y points down.</summary>
internal static class ProbeShapeGeometry
{
    private const int Trained = TrifeatureGenerator.ClassCount;

    private const float RingHole = 0.5f;

    // a crescent is the unit disc without this disc
    private const float BiteX = 0.45f,
        BiteRadius = 0.75f;

    // a semicircle's chord lies below the middle, so that the object is centred
    private const float Chord = 0.45f;

    // a heart is two discs, the tip, and what the tangents from the tip to the discs enclose
    private const float LobeX = 0.46f,
        LobeY = -0.4f,
        LobeRadius = 0.52f,
        HeartTip = 0.95f;

    private static readonly float HeartTangent =
        MathF.Atan2(HeartTip - LobeY, -LobeX)
        - MathF.Acos(LobeRadius / MathF.Sqrt(LobeX * LobeX + (HeartTip - LobeY) * (HeartTip - LobeY)));

    private static readonly Vector2[] HeartBody = BuildHeartBody();

    private static readonly Vector2[] Hourglass =
    [
        new(-0.75f, -1),
        new(0.75f, -1),
        new(0.2f, 0),
        new(0.75f, 1),
        new(-0.75f, 1),
        new(-0.2f, 0),
    ];

    private static readonly ProbeOutline[] Outlines = [.. Enum.GetValues<ProbeShape>().Select(BuildOutline)];

    public static ProbeOutline Outline(ProbeShape shape) => Outlines[(int)shape];

    public static bool Contains(ProbeShape shape, float x, float y) =>
        shape switch
        {
            < (ProbeShape)Trained => ShapeGeometry.Contains((TrifeatureShape)shape, x, y),
            ProbeShape.Ring => x * x + y * y is < 1 and > RingHole * RingHole,
            ProbeShape.Crescent => x * x + y * y < 1 && (x - BiteX) * (x - BiteX) + y * y > BiteRadius * BiteRadius,
            ProbeShape.Heart => InLobe(MathF.Abs(x), y) || ShapeGeometry.InPolygon(HeartBody, x, y),
            ProbeShape.Semicircle => y < Chord && x * x + (y - Chord) * (y - Chord) < 1,
            ProbeShape.Hourglass => ShapeGeometry.InPolygon(Hourglass, x, y),
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };

    private static bool InLobe(float x, float y) =>
        (x - LobeX) * (x - LobeX) + (y - LobeY) * (y - LobeY) < LobeRadius * LobeRadius;

    private static Vector2[] BuildHeartBody()
    {
        Vector2 touch = new(LobeX + LobeRadius * MathF.Cos(HeartTangent), LobeY + LobeRadius * MathF.Sin(HeartTangent));
        return [new(-LobeX, LobeY), new(LobeX, LobeY), touch, new(0, HeartTip), new(-touch.X, touch.Y)];
    }

    private static ProbeOutline BuildOutline(ProbeShape shape)
    {
        const float half = MathF.PI,
            turn = 2 * MathF.PI;
        switch (shape)
        {
            case ProbeShape.Circle:
                return new([new ArcPiece(Vector2.Zero, 1, 0, turn)]);
            case < (ProbeShape)Trained:
                return new(Polygon(ShapeGeometry.Outline((TrifeatureShape)shape)));
            case ProbeShape.Ring:
                return new([new ArcPiece(Vector2.Zero, 1, 0, turn)], [new ArcPiece(Vector2.Zero, RingHole, 0, -turn)]);
            case ProbeShape.Crescent:
                float x = (1 - BiteRadius * BiteRadius + BiteX * BiteX) / (2 * BiteX),
                    y = MathF.Sqrt(1 - x * x);
                float outer = MathF.Atan2(y, x),
                    inner = MathF.Atan2(y, x - BiteX);
                return new([
                    new ArcPiece(Vector2.Zero, 1, outer, turn - 2 * outer),
                    new ArcPiece(new(BiteX, 0), BiteRadius, -inner, 2 * inner - turn),
                ]);
            case ProbeShape.Heart:
                float notch = MathF.Atan2(-MathF.Sqrt(LobeRadius * LobeRadius - LobeX * LobeX), -LobeX),
                    sweep = HeartTangent - notch;
                return new([
                    new ArcPiece(new(LobeX, LobeY), LobeRadius, notch, sweep),
                    new LinePiece(HeartBody[2], HeartBody[3]),
                    new LinePiece(HeartBody[3], HeartBody[4]),
                    new ArcPiece(new(-LobeX, LobeY), LobeRadius, half - HeartTangent, sweep),
                ]);
            case ProbeShape.Semicircle:
                return new([new ArcPiece(new(0, Chord), 1, half, half), new LinePiece(new(1, Chord), new(-1, Chord))]);
            default:
                return new(Polygon(Hourglass));
        }
    }

    private static OutlinePiece[] Polygon(ReadOnlySpan<Vector2> corners)
    {
        var pieces = new OutlinePiece[corners.Length];
        for (int i = 0; i < pieces.Length; i++)
            pieces[i] = new LinePiece(corners[i], corners[(i + 1) % corners.Length]);
        return pieces;
    }
}
