using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Datasets.Download;

namespace RobustRepro.Tests.Datasets.Download;

public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Target => folder.File("out");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    [InlineData("a.TGZ")]
    public void Files_and_folders_are_unpacked(string name)
    {
        Add(name, ("one.txt", "1"), ("sub/", ""), ("sub/deeper/two.txt", "22"), ("./three.txt", "333"));
        Archive.Unpack(folder.File(name), Target);
        Contents().Should().Equal("one.txt=1", "sub/deeper/two.txt=22", "three.txt=333");
        Left().Should().Equal(name, "out");
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar.gz")]
    public void A_single_folder_is_unpacked_as_its_content(string name)
    {
        Add(name, ("broden1_224/index.csv", "x"), ("broden1_224/images/a.txt", "y"));
        Archive.Unpack(folder.File(name), Target);
        Contents().Should().Equal("images/a.txt=y", "index.csv=x");
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("good/../../evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("/tmp/robustrepro-evil.txt")]
    [InlineData("C:/evil.txt")]
    public void Nothing_is_written_outside(string entry)
    {
        foreach (string name in new[] { "a.zip", "a.tar" })
        {
            Add(name, ("good.txt", "1"), (entry, "2"));
            Refused(name, $"{name}: the entry '{entry}' points outside of the archive; it is refused as a whole");
        }
        Left().Should().Equal("a.tar", "a.zip");
        File.Exists("/tmp/robustrepro-evil.txt").Should().BeFalse();
        File.Exists(Path.Combine(Path.GetDirectoryName(folder.Path)!, "evil.txt")).Should().BeFalse();
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    public void Links_and_devices_in_a_tar_are_refused(TarEntryType type)
    {
        using (FileStream stream = File.Create(folder.File("a.tar")))
        {
            using var tar = new TarWriter(stream, TarEntryFormat.Pax);
            var entry = new PaxTarEntry(type, "link");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                entry.LinkName = "/etc";
            tar.WriteEntry(entry);
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, "link/passwd") { DataStream = new MemoryStream([1]) }
            );
        }
        Refused("a.tar", $"a.tar: the entry 'link' is a link or a device ({type}); the archive is refused as a whole");
        Left().Should().Equal("a.tar");
    }

    [Fact]
    public void Links_in_a_zip_are_refused()
    {
        using (FileStream stream = File.Create(folder.File("a.zip")))
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
            ZipArchiveEntry link = zip.CreateEntry("link");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using Stream content = link.Open();
            content.Write("/etc"u8);
        }
        Refused("a.zip", "a.zip: the entry 'link' is a link or a device; the archive is refused as a whole");
    }

    [Theory]
    [InlineData("is there twice", "a.txt", "a.txt")]
    [InlineData("lies below a file", "a.txt", "a.txt/b.txt")]
    [InlineData("is there twice", "a/b.txt", "a")]
    public void Entries_that_exclude_each_other_are_refused(string problem, string first, string second)
    {
        Add("a.zip", (first, "1"), (second, "2"));
        Refused("a.zip", $"a.zip: the entry '{second}' {problem}; the archive is refused as a whole");
        Left().Should().Equal("a.zip");
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public void A_cut_off_archive_leaves_nothing(string name)
    {
        Add(name, ("a.txt", new string('x', 3000)), ("b.txt", string.Concat(Enumerable.Range(0, 3000))));
        byte[] whole = File.ReadAllBytes(folder.File(name));
        File.WriteAllBytes(folder.File(name), whole[..(whole.Length / 2)]);
        Refused(name, $"{name}: the archive is ");
        Left().Should().Equal(name);
    }

    [Fact]
    public void What_is_no_archive_is_refused()
    {
        folder.Add("a.zip", "<html>not found</html>");
        Refused("a.zip", "a.zip: the archive is damaged or cut off");
        folder.Add("a.tgz", "<html>not found</html>");
        Refused("a.tgz", "a.tgz: the archive is damaged or cut off");
    }

    [Fact]
    public void A_bomb_is_stopped()
    {
        Add("a.zip", ("zeros.bin", new string('\0', 100_000)), ("more.bin", new string('\0', 100_000)));
        ((Action)(() => Archive.Unpack(folder.File("a.zip"), Target, 150_000, null, default)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*a.zip: unpacks to more than 150,000 bytes; it is refused");
        Left().Should().Equal("a.zip");
    }

    [Fact]
    public void A_folder_that_is_there_is_left_alone()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "mine.txt"), "mine");
        Add("a.zip", ("a.txt", "1"));
        Refused("a.zip", "out: is there already; move it away to unpack ");
        Contents().Should().Equal("mine.txt=mine");
    }

    [Fact]
    public void Cancelling_leaves_nothing()
    {
        Add("a.zip", ("a.txt", "1"));
        ((Action)(() => Archive.Unpack(folder.File("a.zip"), Target, null, new CancellationToken(canceled: true))))
            .Should()
            .Throw<OperationCanceledException>();
        Left().Should().Equal("a.zip");
    }

    private void Add(string name, params (string Name, string Content)[] entries)
    {
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            File.WriteAllBytes(
                folder.File(name),
                ZipBytes.Of([.. entries.Select(e => (e.Name, System.Text.Encoding.UTF8.GetBytes(e.Content)))])
            );
            return;
        }
        using FileStream file = File.Create(folder.File(name));
        using Stream stream = name.EndsWith(".tar", StringComparison.Ordinal)
            ? file
            : new GZipStream(file, CompressionLevel.Optimal);
        using var tar = new TarWriter(stream, TarEntryFormat.Pax);
        // as git archive writes it
        tar.WriteEntry(
            new PaxGlobalExtendedAttributesTarEntry(new Dictionary<string, string> { ["comment"] = "a commit" })
        );
        foreach ((string entry, string content) in entries)
        {
            bool isFolder = entry.EndsWith('/');
            tar.WriteEntry(
                isFolder
                    ? new PaxTarEntry(TarEntryType.Directory, entry)
                    : new PaxTarEntry(TarEntryType.RegularFile, entry)
                    {
                        DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)),
                    }
            );
        }
    }

    private string[] Contents() =>
        [
            .. Directory
                .GetFiles(Target, "*", SearchOption.AllDirectories)
                .Select(f => $"{Path.GetRelativePath(Target, f).Replace('\\', '/')}={File.ReadAllText(f)}")
                .Order(StringComparer.Ordinal),
        ];

    private string[] Left() =>
        [
            .. Directory
                .GetFileSystemEntries(folder.Path)
                .Select(f => Path.GetFileName(f)!)
                .Order(StringComparer.Ordinal),
        ];

    private void Refused(string name, string message) =>
        ((Action)(() => Archive.Unpack(folder.File(name), Target)))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Contain(message)
            .And.NotContain("\n");
}
