using System.Runtime.CompilerServices;
using RobustRepro.Claims;
using RobustRepro.Models;
using RobustRepro.Studies;

namespace RobustRepro.ClaimTests;

/// <summary>Every recorded snapshot belongs to a test.</summary>
public sealed class RecordedSnapshotTests
{
    [Fact]
    public void No_snapshot_is_left_without_a_test()
    {
        IEnumerable<string> known =
            from study in StudyRegistry.BuiltIn
            from claim in StudyUnderTest.OnRecord(study)
            from architecture in ModelRegistry.Small.Select(a => a.Name)
            select $"{claim.Id}.{study}.{architecture}";
        Snapshot
            .Dangling(
                Snapshot.FolderBeside(ThisFile()),
                [
                    .. known,
                    .. StudyRegistry.BuiltIn.Select(HeadlineTests.SnapshotOf),
                    .. PublishedDecisionsTests.SnapshotNames,
                    PublishedTests.SnapshotName,
                    .. ClaimRegistry.All.Select(c => PublishedNumbers.SnapshotOf(c.Id)),
                    .. ModelRegistry.Small.Select(a => TinyimagenetTests.SnapshotOf(a.Name)),
                    UntrainedTests.SnapshotName,
                    Cifar10ControlTests.SnapshotName,
                ]
            )
            .Should()
            .BeEmpty();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
