using RobustRepro.Files;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Files;

/// <summary>What the program reads is what the repository holds.</summary>
public sealed class FixturesTests
{
    [Fact]
    public void A_build_has_the_fixtures_of_the_repository_and_no_others() =>
        Contents(Fixtures.Folder).Should().Equal(Contents(Path.Combine(ReferenceData.RepositoryRoot, "fixtures")));

    private static IEnumerable<(string Name, string Sha256)> Contents(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file), FileDigest.Of(file).Sha256));
}
