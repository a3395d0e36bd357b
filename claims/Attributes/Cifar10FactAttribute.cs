namespace RobustRepro.ClaimTests;

/// <summary>A fact on the images of CIFAR-10, the published stimuli and all architectures, skipped with the reason
/// where they are not there or one architecture was asked for.</summary>
internal sealed class Cifar10FactAttribute : FactAttribute
{
    public Cifar10FactAttribute() => Skip = StudyUnderTest.OneAlone ?? PhotographInputs.Cifar10.Missing(stimuli: true);
}
