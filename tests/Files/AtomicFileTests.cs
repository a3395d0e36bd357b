using RobustRepro.Files;

namespace RobustRepro.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_failing_write_leaves_the_old_content_and_nothing_else()
    {
        string path = folder.File("a.txt");
        AtomicFile.WriteText(path, "old");
        Action write = () =>
            AtomicFile.Write(
                path,
                stream =>
                {
                    stream.Write("half of the n"u8);
                    throw new IOException("disk full");
                }
            );
        write.Should().Throw<IOException>().WithMessage("disk full");
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void The_old_content_stays_until_the_new_is_complete()
    {
        string path = folder.File("a.txt");
        AtomicFile.WriteText(path, "old");
        AtomicFile.Write(
            path,
            stream =>
            {
                stream.Write("new"u8);
                stream.Flush();
                File.ReadAllText(path).Should().Be("old");
            }
        );
        File.ReadAllText(path).Should().Be("new");
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void Folders_are_made_and_text_has_no_byte_order_mark()
    {
        string path = folder.File("x/y/a.txt");
        AtomicFile.WriteText(path, "é");
        File.ReadAllBytes(path).Should().Equal(0xc3, 0xa9);
    }
}
