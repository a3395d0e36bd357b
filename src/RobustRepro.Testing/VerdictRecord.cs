using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Statistics;
using RobustRepro.Verification;

namespace RobustRepro.Testing;

/// <summary>
/// The verdicts of a study as a file records them: <c>verify</c> compares with it where no tests are at hand. What
/// accepts a changed snapshot accepts a changed verdict too, so there is one way to record and not two.
/// </summary>
public static class VerdictRecord
{
    /// <summary>Passes where the verdict is the recorded one; with <see cref="Snapshot.AcceptVariable"/>=1 it becomes
    /// it.</summary>
    /// <param name="path">The record, for example <c>fixtures/trifeature/verdicts.json</c> in the repository.</param>
    /// <param name="result">What came out now.</param>
    /// <exception cref="SnapshotMismatchException">Another verdict is recorded, or none.</exception>
    public static void Verify(string path, ClaimResult result) => Check(path, result, Snapshot.Accepting);

    /// <summary>Passes where the verdict on a series of published numbers is the recorded one; with
    /// <see cref="Snapshot.AcceptVariable"/>=1 it becomes it.</summary>
    /// <param name="path">The record, for example <c>fixtures/published/verdicts.json</c> in the repository.</param>
    /// <param name="result">What came out now.</param>
    /// <exception cref="SnapshotMismatchException">Another verdict is recorded, or none.</exception>
    public static void Verify(string path, TrendResult result) =>
        Check(path, result.Claim.Id, result.Study, result.Networks, result.Verdict, Snapshot.Accepting);

    internal static void Check(string path, ClaimResult result, bool accepting) =>
        Check(path, result.Claim.Id, result.Study, result.Architecture, result.Verdict, accepting);

    private static void Check(string path, string claim, string study, string networks, Verdict verdict, bool accepting)
    {
        Verdict? recorded = File.Exists(path) ? RecordedVerdicts.Load(path).Find(claim, networks) : null;
        if (recorded == verdict)
            return;
        if (!accepting)
            throw new SnapshotMismatchException(
                $"""
                {claim} on {study}, {networks}: the verdict is {verdict}, {(
                    recorded is null ? "none is recorded" : $"recorded is {recorded}"
                )}
                record: {path}
                To record this verdict, run the test again with {Snapshot.AcceptVariable}=1.
                """
            );
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        RecordedVerdicts.Save(path, [(claim, networks, verdict)]);
    }
}
