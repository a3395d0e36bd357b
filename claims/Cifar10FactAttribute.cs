namespace RobustRepro.ClaimTests;

/// <summary>A fact on the images of CIFAR-10 and the published stimuli, skipped with the reason where they are not
/// there.</summary>
internal sealed class Cifar10FactAttribute : FactAttribute
{
    public Cifar10FactAttribute() => Skip = Cifar10Inputs.Missing(stimuli: true);
}
