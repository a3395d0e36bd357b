namespace RobustRepro.ClaimTests;

/// <summary>A fact on the photographs of Tiny ImageNet, the published stimuli and all architectures, skipped with the
/// reason where they are not there or one architecture was asked for.</summary>
internal sealed class TinyimagenetFactAttribute : FactAttribute
{
    public TinyimagenetFactAttribute() =>
        Skip = StudyUnderTest.OneAlone ?? PhotographInputs.Tinyimagenet.Missing(stimuli: true);
}
