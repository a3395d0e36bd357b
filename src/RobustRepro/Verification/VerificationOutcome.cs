using RobustRepro.Attacks;
using RobustRepro.Files;
using RobustRepro.Statistics;

namespace RobustRepro.Verification;

/// <summary>Whether a verification came out as recorded. It did not where anything is in doubt: a verdict that changed,
/// one that nobody recorded, one on record that was not reached, or a control that finds what is not there.</summary>
public static class VerificationOutcome
{
    private const string HowToRecord = "ROBUSTREPRO_ACCEPT=1 dotnet test records it";

    /// <param name="recorded">Verdicts on record; null for a study of which none are kept: only its controls are looked
    /// at.</param>
    /// <param name="architectures">Those asked for.</param>
    /// <returns>A sentence per problem; none where all is as recorded.</returns>
    public static IReadOnlyList<string> Problems(
        VerificationResult result,
        RecordedVerdicts? recorded,
        IReadOnlyList<string> architectures
    ) =>
        [
            .. recorded is null ? []
            : recorded.IsEmpty
                ?
                [
                    $"the {result.Study.Name} study has no verdict on record: "
                        + $"fixtures/{result.Study.Name}/verdicts.json is missing or empty; git "
                        + $"checkout brings it back, {HowToRecord} anew",
                ]
            : Differences(result, recorded, architectures),
            .. SplitsFindTooMuch(result.StandardAgainstStandard),
            .. ShuffledFindsTooMuch(new(result.Shuffled)),
        ];

    private static IEnumerable<string> Differences(
        VerificationResult result,
        RecordedVerdicts recorded,
        IReadOnlyList<string> architectures
    ) =>
        [
            .. result
                .Results.Select(r => Difference(r.Claim.Id, r.Architecture, r.Verdict, recorded))
                .Concat(result.Trends.Select(t => Difference(t.Claim.Id, t.Networks, t.Verdict, recorded)))
                .OfType<string>(),
            .. result
                .Skipped.Where(s =>
                    architectures.SelectMany(OnRecord).Any(a => recorded.Find(s.Claim.Id, a) is not null)
                )
                .Select(s => $"{s.Claim.Id} has a verdict on record and was not judged: {s.Reason}"),
        ];

    /// <summary>The names under which verdicts on an architecture may stand: its own, and those of its
    /// series.</summary>
    private static IEnumerable<string> OnRecord(string architecture) =>
        Enum.GetNames<Norm>().Select(norm => $"{architecture} {norm}").Prepend(architecture);

    private static string? Difference(string claim, string networks, Verdict verdict, RecordedVerdicts recorded) =>
        recorded.Find(claim, networks) switch
        {
            { } known when known != verdict =>
                $"{claim} on {networks} is {verdict.Lower()}, recorded is {known.Lower()}",
            null => $"{claim} on {networks} has no verdict on record; {HowToRecord}",
            _ => null,
        };

    private static IEnumerable<string> SplitsFindTooMuch(SplitControl control) =>
        control.FindsTooMuch
            ?
            [
                $"the control S against S decides {control.ErrorRate.Estimate:0.0%} of its splits, shown to be more "
                    + $"than the {SplitControl.HighestRate:0%} that the rule allows",
            ]
            : [];

    private static IEnumerable<string> ShuffledFindsTooMuch(ShuffledControl control) =>
        control.FindsTooMuch ? [$"the control with shuffled labels {control}: too many for chance"] : [];
}
