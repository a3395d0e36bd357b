using RobustRepro.Testing;

namespace OwnClaim;

/// <summary>The claim as a test, a case per architecture. What it came to is recorded in Snapshots.</summary>
public sealed class MyClaims
{
    [ClaimTheory("trifeature")]
    public void R_knows_silhouettes_better(ClaimCase on) => on.Judge(new KnowsSilhouettes()).ShouldMatchSnapshot();
}
