using RobustRepro.Datasets.Download;
using RobustRepro.Files;

namespace RobustRepro.Tests.Files;

public sealed class FileDigestTests : IDisposable
{
    private static readonly DataSetEntry Entry = new("a", "w", "f", "l", "h");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Hashes_are_those_of_the_standards()
    {
        // RFC 1321 and FIPS 180-2
        var digest = FileDigest.Of(folder.Add("abc", "abc"));
        digest
            .Should()
            .Be(
                new FileDigest(
                    3,
                    "900150983cd24fb0d6963f7d28e17f72",
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                )
            );
    }

    [Fact]
    public void Only_what_is_published_is_compared()
    {
        var digest = FileDigest.Of(folder.Add("abc", "abc"));
        Entry.DifferenceOf(digest).Should().BeNull();
        (Entry with { Bytes = 3, Md5 = digest.Md5, Sha256 = digest.Sha256 }).DifferenceOf(digest).Should().BeNull();
        (Entry with { Bytes = 4, Md5 = digest.Md5 }).DifferenceOf(digest).Should().Be("it has 3 bytes, expected 4");
        (Entry with { Md5 = "00" })
            .DifferenceOf(digest)
            .Should()
            .Be("its MD5 is 900150983cd24fb0d6963f7d28e17f72, expected 00");
        (Entry with { Md5 = digest.Md5, Sha256 = "00" })
            .DifferenceOf(digest)
            .Should()
            .StartWith("its SHA-256 is ba7816bf");
    }
}
