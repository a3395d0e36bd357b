using System.Runtime.CompilerServices;
using AwesomeAssertions;
using RobustRepro.Claims;
using RobustRepro.Studies;
using Xunit;

namespace RobustRepro.ClaimTests;

/// <summary>Every recorded snapshot belongs to a test.</summary>
public sealed class RecordedSnapshotTests
{
    [Fact]
    public void No_snapshot_is_left_without_a_test()
    {
        IEnumerable<string> known =
            from study in StudyRegistry.Names
            from claim in ClaimRegistry.All
            from architecture in StudyUnderTest.Architectures.Select(row => (string)row[0])
            select $"{claim.Id}.{study}.{architecture}";
        Snapshot.Dangling(Snapshot.FolderBeside(ThisFile()), known.Concat(PublishedDecisionsTests.SnapshotNames)).Should().BeEmpty();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
