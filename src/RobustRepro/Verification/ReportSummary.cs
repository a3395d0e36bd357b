using RobustRepro.Files;
using RobustRepro.Statistics;

namespace RobustRepro.Verification;

/// <summary>The paragraph at the head of a report.</summary>
internal static class ReportSummary
{
    private const string Question =
        "Tests claims of Chen, Agarwal and Nguyen, The shape and simplicity biases of adversarially robust "
        + "ImageNet-trained CNNs (arXiv:2006.09373): does adversarial training (R) change what a standard network (S) "
        + "goes by?";

    public static string Of(VerificationResult verification)
    {
        int supported = verification.Results.Count(r => r.Verdict == Verdict.Supported);
        string others = string.Concat(
            verification
                .Results.Where(r => r.Verdict != Verdict.Supported)
                .CountBy(r => r.Verdict)
                .OrderBy(v => v.Key)
                .Select(v => $", {v.Value} {v.Key.Lower()}")
        );
        return $"{Question} {verification.Study.Description} {supported} of {verification.Results.Count} verdicts are "
            + $"supported{others}. {Controls(verification)}";
    }

    private static string Controls(VerificationResult verification)
    {
        int falselySupported = verification
            .StandardAgainstStandard.Concat(verification.Shuffled)
            .Count(r => r.Verdict == Verdict.Supported);
        return falselySupported > 0
                ? $"The controls support {falselySupported} of their comparisons, which they must not: read the "
                    + "verdicts with that in mind."
            : verification.StandardAgainstStandard.Count > 0 ? "Both controls support nothing, as they must."
            : "The control with shuffled labels supports nothing, as it must; there are no further standard networks "
                + "for the other control, S against S.";
    }
}
