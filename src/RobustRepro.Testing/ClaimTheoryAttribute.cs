using Xunit;
using Xunit.Sdk;

namespace RobustRepro.Testing;

/// <summary>
/// A test of a claim: a case for every architecture of a study, each given as a <see cref="ClaimCase"/>. Where the
/// study lacks what the claim needs, the case is skipped with the reason and the setting that would give it.
/// <code>
/// [ClaimTheory("trifeature")]
/// public void R_knows_silhouettes_better(ClaimCase on) => on.Judge(new KnowsSilhouettes()).ShouldMatchSnapshot();
/// </code>
/// </summary>
/// <param name="study">Name of the study: trifeature, cifar10 or imagenet.</param>
[XunitTestCaseDiscoverer("RobustRepro.Testing.ClaimTheoryDiscoverer", "RobustRepro.Testing")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClaimTheoryAttribute(string study) : FactAttribute
{
    /// <summary>Name of the study.</summary>
    public string Study => study;
}
