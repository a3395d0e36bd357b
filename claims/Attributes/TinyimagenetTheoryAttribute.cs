using RobustRepro.Studies;

namespace RobustRepro.ClaimTests;

/// <summary>A theory on the photographs of Tiny ImageNet and the published stimuli, skipped with the reason where they
/// are not there.</summary>
internal sealed class TinyimagenetTheoryAttribute : TheoryAttribute
{
    public TinyimagenetTheoryAttribute()
    {
        StudyInputs given = StudyUnderTest.TinyimagenetInputs;
        Skip =
            given.Images is null
                ? "no photographs: './robustrepro data get tiny-imagenet' fetches them; those that lie elsewhere are "
                    + "named by ROBUSTREPRO__Studies__Tinyimagenet__Images (or Studies:Tinyimagenet:Images in "
                    + "robustrepro.json)"
            : given.CueConflict is null
                ? "no published stimuli: './robustrepro data get texture-vs-shape' fetches them; those that lie "
                    + "elsewhere are named by ROBUSTREPRO__Studies__Tinyimagenet__Stimuli (or "
                    + "Studies:Tinyimagenet:Stimuli in robustrepro.json)"
            : null;
    }
}
