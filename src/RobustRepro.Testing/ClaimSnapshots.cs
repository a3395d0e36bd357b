using System.Runtime.CompilerServices;
using RobustRepro.Claims;
using RobustRepro.Reporting;

namespace RobustRepro.Testing;

/// <summary>Results of claims against what was recorded of them.</summary>
public static class ClaimSnapshots
{
    /// <summary>Compares tables and figures with <c>Snapshots/CLAIM.STUDY.ARCHITECTURE.verified.txt</c> beside the
    /// test, number for number within each column's tolerance.</summary>
    /// <exception cref="SnapshotMismatchException">They differ, or nothing is recorded: what came out lies beside the
    /// record, and ROBUSTREPRO_ACCEPT=1 records it.</exception>
    public static void ShouldMatchSnapshot(this ClaimResult result, [CallerFilePath] string sourceFile = "") =>
        Snapshot.Verify(
            $"{result.Claim.Id}.{result.Study}.{result.Architecture}",
            [result.Table, .. result.Details, .. ClaimFigures.Of(result).Select(f => f.Data)],
            sourceFile
        );
}
