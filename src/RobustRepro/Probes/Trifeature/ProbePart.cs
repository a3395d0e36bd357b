namespace RobustRepro.Probes.Trifeature;

/// <summary>The kinds of parts; every pixel of an object is of exactly one. Lengths are in sizes of the object (from
/// its centre to its tip).</summary>
public enum ProbePart
{
    /// <summary>Within 0.25 of a convex vertex of less than 90 degrees.</summary>
    Tip,

    /// <summary>Within 0.25 of a convex vertex of 90 degrees or more.</summary>
    Corner,

    /// <summary>Within 0.25 of a reflex vertex, where the outline turns inwards.</summary>
    Notch,

    /// <summary>Not near a vertex, and within 0.15 of a straight piece of the outline.</summary>
    StraightEdge,

    /// <summary>Not near a vertex, and within 0.15 of an arc of the outline.</summary>
    CurvedEdge,

    /// <summary>Away from the outline.</summary>
    Interior,
}
