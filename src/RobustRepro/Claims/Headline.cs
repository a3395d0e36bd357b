using RobustRepro.Files;
using RobustRepro.Statistics;

namespace RobustRepro.Claims;

/// <summary>A claim judged over all architectures of a study: what the study says of it.</summary>
/// <param name="Claim">Which.</param>
/// <param name="Study">Where.</param>
/// <param name="Row">The mean over architectures, judged; with Holm's correction over the study's claims.</param>
/// <param name="CorrectedP">The t test's p after Holm's correction; NaN where there is none.</param>
/// <param name="PermutationP">The p of the permutation test, a check on the other; NaN where there is none.</param>
/// <param name="Choices">The claim measured in other ways, by their labels, judged over the same
/// architectures.</param>
/// <param name="RobustVerdict">Of the claim <c>robust</c> in the same study; null where it was not judged.</param>
public sealed record Headline(
    Claim Claim,
    string Study,
    ClaimRow Row,
    double CorrectedP,
    double PermutationP,
    IReadOnlyList<(string Label, Verdict Verdict)> Choices,
    Verdict? RobustVerdict
)
{
    /// <summary>Over all architectures.</summary>
    public Verdict Verdict => Row.Verdict;

    /// <summary>How many other ways to measure the claim decide anything.</summary>
    public int DecidingChoices => Choices.Count(c => c.Verdict != Verdict.Undecidable);

    /// <summary>How many of these come to the same verdict.</summary>
    public int Agreeing => Verdict == Verdict.Undecidable ? 0 : Choices.Count(c => c.Verdict == Verdict);

    /// <summary>Whether fewer than half of the other ways to measure the claim come to its verdict.</summary>
    public bool DependsOnTheMeasure =>
        Verdict is Verdict.Supported or Verdict.Contradicted && 2 * Agreeing < DecidingChoices;

    /// <summary>Whether the networks called robust were not shown to be, so that the claim speaks of something
    /// else.</summary>
    public bool LacksPrecondition => Claim.Id != RobustClaim.Name && RobustVerdict is not (null or Verdict.Supported);

    /// <summary>For example "Supported, depends on the measure".</summary>
    public override string ToString() =>
        VerdictText.Short(Row)
        + (DependsOnTheMeasure ? ", depends on the measure" : "")
        + (LacksPrecondition ? $", but robust is {RobustVerdict!.Value.Lower()}" : "");
}
