using RobustRepro.Claims;
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

    internal static void Check(string path, ClaimResult result, bool accepting)
    {
        Verdict? recorded = File.Exists(path)
            ? RecordedVerdicts.Load(path).Find(result.Claim.Id, result.Architecture)
            : null;
        if (recorded == result.Verdict)
            return;
        if (!accepting)
            throw new SnapshotMismatchException(
                $"""
                {result.Claim.Id} on {result.Study}, {result.Architecture}: the verdict is {result.Verdict}, {(
                    recorded is null ? "none is recorded" : $"recorded is {recorded}"
                )}
                record: {path}
                To record this verdict, run the test again with {Snapshot.AcceptVariable}=1.
                """
            );
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        RecordedVerdicts.Save(path, [result]);
    }
}
