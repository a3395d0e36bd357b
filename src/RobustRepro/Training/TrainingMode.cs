namespace RobustRepro.Training;

/// <summary>How a network is trained.</summary>
public enum TrainingMode
{
    /// <summary>On clean images: S in the paper.</summary>
    Standard,

    /// <summary>On adversarial images (Madry et al. 2018): R in the paper.</summary>
    Robust,

    /// <summary>On clean images, stopped at the clean accuracy of an R: the control for verdicts that might rest on
    /// accuracy alone.</summary>
    Matched,

    /// <summary>Not at all: the weights are those it was initialised with. What dissection finds in such a network says
    /// nothing about training.</summary>
    Untrained,
}
