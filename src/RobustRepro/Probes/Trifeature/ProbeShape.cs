using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>The probe's objects: first the ten shapes of <see cref="TrifeatureShape"/>, then five that no network was
/// trained on.</summary>
public enum ProbeShape
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
    Ring,
    Crescent,
    Heart,
    Semicircle,
    Hourglass,
}
