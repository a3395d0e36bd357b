using System.Numerics;

namespace RobustRepro.Probes.Trifeature;

/// <summary>A piece of an outline, between two points. The outline runs clockwise as seen, with the object at its right
/// hand.</summary>
internal abstract class OutlinePiece
{
    public abstract Vector2 Start { get; }

    /// <summary>The direction there, of unit length, as are all directions.</summary>
    public abstract Vector2 DirectionAtStart { get; }

    public abstract Vector2 DirectionAtEnd { get; }

    public abstract float DistanceTo(Vector2 point);
}
