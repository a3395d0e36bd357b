using RobustRepro.Claims;
using RobustRepro.Configuration;
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
            var study = new ImagenetStudy(SuiteConfiguration.Load().InputsOf(ImagenetStudy.Id));
            if (study.Architectures.Count == 0)
                Skip = string.Join("; ", study.LeftOut);
            else
                Skip = new Verifier(study).Skipped(ClaimRegistry.Find(claim))?.Reason;
        }
        catch (InvalidInputException)
        {
            // what was given is wrong, not missing: the test runs into it and fails
        }
    }
}
