namespace RobustRepro.Claims;

/// <summary>What claims need to be measured of a network; each part is measured only where a claim asks for it.</summary>
[Flags]
public enum MeasurementParts
{
    /// <summary>Answers on every stimulus set.</summary>
    Answers = 1,

    /// <summary>Answers under attack.</summary>
    Attack = 2,

    /// <summary>Filters, activations and concepts of hidden units.</summary>
    Units = 4,
}
