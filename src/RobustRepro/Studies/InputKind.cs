namespace RobustRepro.Studies;

/// <summary>What a study can lack.</summary>
public enum InputKind
{
    /// <summary>The images that all others are made of: without them nothing can be measured.</summary>
    Images,

    /// <summary>The networks of an architecture.</summary>
    Networks,

    /// <summary>A stimulus set.</summary>
    Stimuli,

    /// <summary>Labelled images for dissection.</summary>
    Probe,

    /// <summary>A table of published measurements.</summary>
    Numbers,
}
