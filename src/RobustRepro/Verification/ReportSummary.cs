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
        string single = Counts([.. verification.Results.Select(r => r.Verdict)]);
        string outcome =
            verification.Headlines.Count == 0
                ? $"Verdicts: {single}."
                : $"Over all architectures: {Counts([.. verification.Headlines.Select(h => h.Verdict)])}. "
                    + $"One by one: {single}.";
        return $"{Question} {verification.Study.Description} {outcome} {Controls(verification)}";
    }

    private static string Counts(Verdict[] verdicts) =>
        string.Join(", ", verdicts.CountBy(v => v).OrderBy(v => v.Key).Select(v => $"{v.Value} {v.Key.Lower()}"));

    private static string Controls(VerificationResult verification)
    {
        var control = new ShuffledControl(verification.Shuffled);
        string shuffled =
            control.Results.Count == 0
                ? "Nothing here rests on labels that could be shuffled."
                : $"The control with shuffled labels {control}."
                    + (
                        control.FindsTooMuch ? " That is too many for chance: read the verdicts with that in mind." : ""
                    );
        SplitControl splits = verification.StandardAgainstStandard;
        return splits.Cells.Count == 0
            ? $"{shuffled} There are too few standard networks for the other control, S against S."
            : $"{shuffled} S against S decides {splits.ErrorRate.Estimate:0.0%} of its splits; 5% is the nominal error "
                + "rate.";
    }
}
