using System.Runtime.CompilerServices;
using RobustRepro.Files;
using RobustRepro.Tables;

namespace RobustRepro.Testing;

/// <summary>
/// Compares result tables with recorded ones, by the conventions of Verify: <c>Snapshots/NAME.verified.txt</c> beside
/// the test's source file is the record, under version control; a mismatch leaves <c>NAME.received.txt</c> beside it.
/// Unlike Verify it knows tolerances, per column: libtorch differs a little between processors.
/// </summary>
public static class Snapshot
{
    /// <summary>Set to 1, it records what is received instead of failing.</summary>
    public const string AcceptVariable = "ROBUSTREPRO_ACCEPT";

    private const string VerifiedSuffix = ".verified.txt",
        ReceivedSuffix = ".received.txt";

    /// <summary>Whether this run records what it receives: <see cref="AcceptVariable"/> is set, and this is no build
    /// server.</summary>
    public static bool Accepting => ModeFromEnvironment(Environment.GetEnvironmentVariable) == SnapshotMode.Accept;

    /// <summary>Passes where the tables are as recorded.</summary>
    /// <param name="name">File name without suffix.</param>
    /// <param name="tables">What came out now.</param>
    /// <param name="sourceFile">The test's source file, filled in by the compiler: the record lies beside it.</param>
    /// <exception cref="SnapshotMismatchException">They are not, or nothing is recorded yet.</exception>
    public static void Verify(
        string name,
        IReadOnlyList<ResultTable> tables,
        [CallerFilePath] string sourceFile = ""
    ) =>
        Check(
            FolderBeside(sourceFile),
            name,
            tables,
            ModeFromEnvironment(Environment.GetEnvironmentVariable),
            SnapshotDiffTool.Launch
        );

    /// <summary>The folder of the snapshots of tests in a source file.</summary>
    public static string FolderBeside(string sourceFile) =>
        Path.Combine(Path.GetDirectoryName(sourceFile)!, "Snapshots");

    /// <summary>Recorded files that no test asks for any more.</summary>
    public static IReadOnlyList<string> Dangling(string folder, IEnumerable<string> knownNames)
    {
        if (!Directory.Exists(folder))
            return [];
        IEnumerable<string> recorded = Directory
            .EnumerateFiles(folder, "*" + VerifiedSuffix)
            .Select(f => Path.GetFileName(f)[..^VerifiedSuffix.Length]);
        return [.. recorded.Except(knownNames).Order(StringComparer.Ordinal)];
    }

    internal static SnapshotMode ModeFromEnvironment(Func<string, string?> variable)
    {
        bool Is(string name) => variable(name) is "1" or "true" or "True" or "TRUE";
        // a build server never records, whatever else is set
        return Is("CI") ? SnapshotMode.Ci
            : Is(AcceptVariable) ? SnapshotMode.Accept
            : SnapshotMode.Compare;
    }

    internal static void Check(
        string folder,
        string name,
        IReadOnlyList<ResultTable> tables,
        SnapshotMode mode,
        Action<string, string>? showDifference = null
    )
    {
        string verified = Path.Combine(folder, name + VerifiedSuffix),
            received = Path.Combine(folder, name + ReceivedSuffix);
        string text = ResultTableText.Write(tables);
        // a diff tool may have left an empty file where nothing was recorded
        string recorded = File.Exists(verified) ? File.ReadAllText(verified) : "";
        bool exists = !string.IsNullOrWhiteSpace(recorded);
        IReadOnlyList<string> differences = exists ? Differences(recorded, text) : [];
        if (exists && differences.Count == 0)
        {
            File.Delete(received);
            return;
        }
        if (mode == SnapshotMode.Accept)
        {
            AtomicFile.WriteText(verified, text);
            File.Delete(received);
            return;
        }
        AtomicFile.WriteText(received, text);
        if (exists && mode == SnapshotMode.Compare)
            showDifference?.Invoke(received, verified);
        throw new SnapshotMismatchException(
            exists ? Mismatch(name, differences, verified, received) : Missing(name, verified, received)
        );
    }

    private static IReadOnlyList<string> Differences(string recorded, string received)
    {
        IReadOnlyList<SnapshotTable> was;
        try
        {
            was = SnapshotTable.Parse(recorded);
        }
        catch (FormatException e)
        {
            return [$"the recorded file cannot be read: {e.Message}"];
        }
        return SnapshotComparison.Differences(was, SnapshotTable.Parse(received));
    }

    private static string Mismatch(string name, IReadOnlyList<string> differences, string verified, string received) =>
        $"""
            Snapshot '{name}': {differences.Count} {(
                differences.Count == 1 ? "difference" : "differences"
            )} from what is recorded
              {string.Join("\n  ", differences)}
            recorded: {verified}
            received: {received}
            {HowToAccept}
            """;

    private static string Missing(string name, string verified, string received) =>
        $"""
            Snapshot '{name}': nothing is recorded
            expected: {verified}
            received: {received}
            {HowToAccept}
            """;

    private const string HowToAccept =
        $"To record what was received, run the test again with {AcceptVariable}=1, or rename the received "
        + $"file; then look at the difference before you commit it.";
}
