namespace RobustRepro.ClaimTests;

/// <summary>A theory on the photographs of Tiny ImageNet and the published stimuli, skipped with the reason where they
/// are not there.</summary>
internal sealed class TinyimagenetTheoryAttribute : TheoryAttribute
{
    public TinyimagenetTheoryAttribute() => Skip = PhotographInputs.Tinyimagenet.Missing(stimuli: true);
}
