using System.Security.Cryptography;
using RobustRepro.Files;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Files;

/// <summary>What the program reads is what the repository holds.</summary>
public sealed class FixturesTests
{
    [Fact]
    public void A_build_has_the_fixtures_of_the_repository_and_no_others() =>
        Names(Fixtures.Folder).Should().Equal(Names(Path.Combine(ReferenceData.RepositoryRoot, "fixtures")));

    private static IEnumerable<string> Names(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file =>
                $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"
            );
}
