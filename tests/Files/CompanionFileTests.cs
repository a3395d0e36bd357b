using RobustRepro.Files;

namespace RobustRepro.Tests.Files;

public sealed class CompanionFileTests
{
    [Theory]
    [InlineData("._x.csv", true)]
    [InlineData("a/._x.csv", true)]
    [InlineData("/home/a/data/._x.csv", true)]
    [InlineData(".DS_Store", true)]
    [InlineData("__MACOSX/a/x.png", true)]
    [InlineData("a/@eaDir/x.png", true)]
    [InlineData("Thumbs.db", true)]
    [InlineData("a/desktop.ini", true)]
    [InlineData("x.csv", false)]
    [InlineData("a/x.csv", false)]
    [InlineData("./x.csv", false)]
    [InlineData("../a/x.csv", false)]
    // a user's own folder may be hidden
    [InlineData("/home/a/.cache/x.csv", false)]
    public void What_systems_put_beside_files_is_told_from_files(string path, bool expected) =>
        CompanionFile.Is(path).Should().Be(expected);
}
