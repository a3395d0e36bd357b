using System.IO.Compression;
using System.Text;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Named contents as plain bytes, so that mutations reach what a zip protects by its checksums: per content
/// the length of its name in a byte, the name, its length in four, and itself.</summary>
internal static class Bundle
{
    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> members)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach ((string name, byte[] content) in members)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            writer.Write((byte)text.Length);
            writer.Write(text);
            writer.Write(content.Length);
            writer.Write(content);
        }
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>What a zip holds.</summary>
    public static byte[] OfZip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return Of(
            archive.Entries.Select(e =>
            {
                using Stream stream = e.Open();
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return (e.FullName, copy.ToArray());
            })
        );
    }

    /// <summary>The members of a bundle that may be damaged: as many as there are, the last with what is
    /// left.</summary>
    public static List<(string Name, byte[] Content)> Members(byte[] bundle)
    {
        var members = new List<(string, byte[])>();
        ReadOnlySpan<byte> left = bundle;
        while (left.Length > 0)
        {
            int name = Math.Min(left[0], left.Length - 1);
            string text = Encoding.UTF8.GetString(left.Slice(1, name));
            left = left[(1 + name)..];
            int length = left.Length < 4 ? 0 : (int)Math.Min(BitConverter.ToUInt32(left), left.Length - 4);
            members.Add((text.Length == 0 ? "?" : text, left.Slice(Math.Min(4, left.Length), length).ToArray()));
            left = left[Math.Min(left.Length, 4 + length)..];
        }
        return members;
    }

    /// <summary>A zip of members as they are, with right checksums.</summary>
    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> members)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in members)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
