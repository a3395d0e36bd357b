using RobustRepro.Claims;
using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Studies.Imagenet;
using RobustRepro.Verification;

namespace RobustRepro.ClaimTests;

/// <summary>A theory on the user's own ImageNet networks and images, skipped with the reason where the settings do not
/// give what the claim needs.</summary>
internal sealed class ImagenetTheoryAttribute : TheoryAttribute
{
    /// <param name="claim">By id.</param>
    public ImagenetTheoryAttribute(string claim)
    {
        try
        {
            NetworkStudy study = ImagenetStudy.Open(SuiteConfiguration.Load().InputsOf(ImagenetStudy.Id));
            if (study.Networks.Architectures.Count == 0)
                Skip = string.Join("; ", study.Info.Missing.Where(m => m.Kind == InputKind.Networks));
            else
                Skip = new Verifier(study).Skipped(ClaimRegistry.Find(claim))?.Reason;
        }
        catch (InvalidInputException)
        {
            // what was given is wrong, not missing: the test runs into it and fails
        }
    }
}
