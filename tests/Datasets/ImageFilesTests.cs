using RobustRepro.Datasets;

namespace RobustRepro.Tests.Datasets;

public sealed class ImageFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_and_a_zip_of_it_are_the_same()
    {
        string[] names =
        [
            "b/2.png",
            "b/10.JPG",
            "a/x.jpeg",
            "B/1.Png",
            "top.png",
            "b/notes.txt",
            "a/.hidden.png",
            ".git/a.png",
            "__MACOSX/b/2.png",
            "b/._2.png",
        ];
        byte[] content = [1, 2, 3];
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File("tree/" + name))!);
            File.WriteAllBytes(folder.File("tree/" + name), [.. content, (byte)name.Length]);
        }
        File.WriteAllBytes(
            folder.File("tree.zip"),
            ZipBytes.Of([.. names.Reverse().Select(n => (n.Replace('/', '\\'), (byte[])[.. content, (byte)n.Length]))])
        );

        foreach (string source in new[] { folder.File("tree"), folder.File("tree.zip"), folder.File("tree") + "/" })
        {
            using IImageFiles files = ImageFiles.Open(source);
            // ordinal: capitals first, 10 before 2
            files.Paths.Should().Equal("B/1.Png", "a/x.jpeg", "b/10.JPG", "b/2.png", "top.png");
            for (int i = 0; i < files.Paths.Count; i++)
                files.Read(i).Should().Equal([.. content, (byte)files.Paths[i].Length]);
            files.NameOf(0).Should().Be($"{source.TrimEnd('/')}/B/1.Png");
        }
    }

    [Fact]
    public void Several_threads_read_one_zip()
    {
        byte[] zip = ZipBytes.Of([
            .. Enumerable.Range(0, 200).Select(i => ($"{i:000}.png", Enumerable.Repeat((byte)i, 1000 + i).ToArray())),
        ]);
        File.WriteAllBytes(folder.File("a.zip"), zip);
        using IImageFiles files = ImageFiles.Open(folder.File("a.zip"));
        var read = new byte[200][];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => read[i] = files.Read(i));
        for (int i = 0; i < 200; i++)
            read[i].Should().HaveCount(1000 + i).And.OnlyContain(b => b == i);
    }

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("a/../../evil.png")]
    [InlineData("a\\..\\..\\evil.png")]
    [InlineData("/etc/evil.png")]
    [InlineData("\\\\server\\evil.png")]
    [InlineData("C:\\evil.png")]
    [InlineData("c:evil.png")]
    [InlineData("../notes.txt")]
    public void A_zip_that_points_outside_is_refused(string entry)
    {
        File.WriteAllBytes(folder.File("a.zip"), ZipBytes.Of(("good.png", [1]), (entry, [2])));
        Refused(
            folder.File("a.zip"),
            $"a.zip: the entry '{entry}' points outside of the archive; it is refused as a whole"
        );
    }

    [Fact]
    public void Two_entries_of_one_name_are_refused()
    {
        File.WriteAllBytes(folder.File("a.zip"), ZipBytes.Of(("a/b.png", [1]), ("a\\b.png", [2])));
        Refused(folder.File("a.zip"), "a.zip: there are two entries 'a/b.png'");
    }

    [Fact]
    public void What_is_no_zip_is_refused()
    {
        folder.Add("a.zip", "PK? no.");
        Refused(folder.File("a.zip"), "a.zip: this is no zip file, or it is damaged or cut off");
        byte[] whole = ZipBytes.Of(("a.png", new byte[1000]));
        File.WriteAllBytes(folder.File("b.zip"), whole[..^10]);
        Refused(folder.File("b.zip"), "b.zip: this is no zip file, or it is damaged or cut off");
    }

    [Fact]
    public void A_damaged_entry_is_named()
    {
        byte[] zip = ZipBytes.Of(("a.png", [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * i % 251))]));
        zip.AsSpan(60, 200).Fill(0xFF);
        File.WriteAllBytes(folder.File("a.zip"), zip);
        using IImageFiles files = ImageFiles.Open(folder.File("a.zip"));
        ((Action)(() => files.Read(0)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "*a.zip/a.png cannot be read (*): the zip is damaged, cut off, or packed otherwise than by deflate"
            );
    }

    [Fact]
    public void Nothing_to_read_is_said()
    {
        Refused(folder.File("nowhere"), "nowhere: there is no such folder or zip file");
        Refused(folder.Path, ": there are no images in it, expected .jpg, .jpeg, .png files");
        File.WriteAllBytes(folder.File("empty.zip"), ZipBytes.Of());
        Refused(folder.File("empty.zip"), "empty.zip: there are no images in it, expected .jpg, .jpeg, .png files");
    }

    [Fact]
    public void A_file_that_is_gone_is_named()
    {
        File.WriteAllBytes(folder.File("a.png"), [1]);
        using IImageFiles files = ImageFiles.Open(folder.Path);
        File.Delete(folder.File("a.png"));
        ((Action)(() => files.Read(0)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*a.png: there is no such file");
    }

    private static void Refused(string path, string message) =>
        ((Action)(() => ImageFiles.Open(path).Dispose()))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain(message)
            .And.NotContain("\n");
}
