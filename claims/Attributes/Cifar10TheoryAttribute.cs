namespace RobustRepro.ClaimTests;

/// <summary>A theory on the images of CIFAR-10, skipped with the reason where they are not there; with
/// <c>needsStimuli</c> also where the published stimuli are not, so that what is recorded can hold rows for
/// them.</summary>
internal sealed class Cifar10TheoryAttribute : TheoryAttribute
{
    public Cifar10TheoryAttribute(bool needsStimuli = false) => Skip = PhotographInputs.Cifar10.Missing(needsStimuli);
}
