using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Datasets;
using RobustRepro.Datasets.Download;
using RobustRepro.Tests.Datasets;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Archives that <c>data get</c> unpacks, and zips whose images are read without unpacking.</summary>
internal static class ArchiveReaders
{
    /// <summary>In place of the 64 GiB of data sets.</summary>
    private const long MostBytes = 4 << 20;

    private static readonly string[] Words =
    [
        "../",
        "..\\",
        "/etc/passwd",
        "C:\\",
        "a/",
        "a/b.png",
        "./",
        "PK\u0001\u0002",
        "PK\u0005\u0006",
        "PK\u0006\u0006",
        "ustar\0",
        "0000644\0",
        "00000000000\0",
        "././@LongLink",
        "30 mtime=1.5\n",
        "12 path=../a\n",
    ];

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        new("zip", "a.zip", Zips, Unpack) { Words = Words },
        new("zip-entries", "a.zip", () => Zips().Select(Bundle.OfZip), Unpack)
        {
            Pack = input => Bundle.Zip(Bundle.Members(input)),
            Words = Words,
        },
        new("tar", "a.tar", Tars, Unpack) { Pack = Checksums.Tar, Words = Words },
        new("tar-gz", "a.tar.gz", Tars, Unpack) { Pack = input => Zipped(Checksums.Tar(input)), Words = Words },
        new("gz-as-it-is", "a.tgz", () => Tars().Select(Zipped), Unpack),
        new("zip-of-images", "a.zip", Zips, ReadImages) { Words = Words },
    ];

    /// <summary>Unpacks beside the archive, and removes what came of it.</summary>
    private static void Unpack(string path)
    {
        string target = Path.Combine(Path.GetDirectoryName(path)!, "unpacked");
        try
        {
            Archive.Unpack(path, target, MostBytes, null, default);
        }
        finally
        {
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
        }
    }

    private static void ReadImages(string path)
    {
        using var images = new ZipImageFiles(path);
        for (int i = 0; i < images.Paths.Count; i++)
            _ = images.Read(i);
    }

    private static IEnumerable<byte[]> Zips() =>
        [
            ZipBytes.Of(("a/b.png", [1, 2, 3]), ("a/c.txt", new byte[300]), ("a/d/", [])),
            ZipBytes.Of(("x.JPEG", [0xff, 0xd8]), ("y.csv", [])),
        ];

    private static IEnumerable<byte[]> Tars()
    {
        foreach (
            TarEntryFormat format in (TarEntryFormat[])[TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu]
        )
        {
            using var bytes = new MemoryStream();
            using (var tar = new TarWriter(bytes, format, leaveOpen: true))
            {
                tar.WriteEntry(Entry(format, TarEntryType.Directory, "a/", null));
                tar.WriteEntry(Entry(format, TarEntryType.RegularFile, "a/b.bin", [1, 2, 3]));
                tar.WriteEntry(Entry(format, TarEntryType.RegularFile, $"a/{new string('n', 110)}", [4]));
            }
            yield return bytes.ToArray();
        }
    }

    private static TarEntry Entry(TarEntryFormat format, TarEntryType type, string name, byte[]? content)
    {
        string fits = format == TarEntryFormat.Ustar && name.Length > 99 ? name[..99] : name;
        TarEntry entry = format switch
        {
            TarEntryFormat.Ustar => new UstarTarEntry(type, fits),
            TarEntryFormat.Pax => new PaxTarEntry(type, fits),
            _ => new GnuTarEntry(type, fits),
        };
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        if (content is not null)
            entry.DataStream = new MemoryStream(content);
        return entry;
    }

    private static byte[] Zipped(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
            zip.Write(content);
        return bytes.ToArray();
    }
}
