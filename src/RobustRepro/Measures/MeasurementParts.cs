namespace RobustRepro.Measures;

/// <summary>What claims need to be measured of a network; each part is measured only where a claim asks for
/// it.</summary>
[Flags]
public enum MeasurementParts
{
    /// <summary>Its name, and where its weights come from.</summary>
    None = 0,

    /// <summary>Answers on stimulus sets.</summary>
    Answers = 1,

    /// <summary>Answers under attack.</summary>
    Attack = 2,

    /// <summary>Filters.</summary>
    Filters = 4,

    /// <summary>Activations on images with noise.</summary>
    Noise = 8,

    /// <summary>Concepts of hidden units, the images that excite them, and what is lost without them.</summary>
    Concepts = 16,

    /// <summary>Detectors alone, and those that chance would find: what untrained networks are compared
    /// by.</summary>
    Detectors = 32,

    /// <summary>What the report shows of a network: attacked images, and the images that excite its best units. Takes
    /// <see cref="Concepts"/> for the latter.</summary>
    Pictures = 64,

    /// <summary>What is lost without one unit alone.</summary>
    SingleUnits = 128,

    /// <summary>Images that it draws, and what other networks name them.</summary>
    Syntheses = 256,

    /// <summary>What a verdict takes of <see cref="Attack"/>: answers under attack at the eps of training.</summary>
    AttackOfVerdict = 512,

    /// <summary>Answers, with and without attack, of the same network at other widths.</summary>
    Widths = 1024,

    /// <summary>All that claims read of hidden units.</summary>
    Units = Filters | Noise | Concepts | SingleUnits,
}
