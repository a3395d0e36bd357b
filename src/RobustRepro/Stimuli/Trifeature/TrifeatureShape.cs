namespace RobustRepro.Stimuli.Trifeature;

/// <summary>The ten shapes; class k is shape k with texture k.</summary>
internal enum TrifeatureShape
{
    Triangle,
    Square,
    Plus,
    Circle,
    Tee,
    Rhombus,
    Star,
    Ell,
    Arrow,
    Burst,
}
