using System.Buffers.Binary;
using System.Text;

namespace RobustRepro.Files.Pickles;

/// <summary>The bytes of one pickle, of which no more is read than there is and than a network's pickle
/// takes.</summary>
/// <param name="stream">Seekable; left just behind what was read.</param>
/// <param name="longest">Bytes that are read at most.</param>
internal sealed class PickleInput(Stream stream, int longest = PickleInput.Longest)
{
    /// <summary>In bytes. A network of a thousand layers takes a few hundred KiB; every byte of a pickle may become an
    /// object of some forty.</summary>
    public const int Longest = 8 << 20;

    /// <summary>In characters: of a string on a line of its own, as protocol 0 writes them.</summary>
    public const int LongestText = 1 << 20;

    private const int LongestLine = 4096;

    private readonly long end = stream.Length;
    private long length;

    public int Byte()
    {
        Count(1);
        int value = stream.ReadByte();
        return value >= 0 ? value : throw new EndOfStreamException("the pickle ends in the middle");
    }

    /// <summary>So many bytes. The length is checked against what is left before anything is allocated.</summary>
    public byte[] Bytes(long count)
    {
        if (count < 0 || count > end - stream.Position)
            throw new EndOfStreamException($"the pickle claims {count} bytes where {end - stream.Position} are left");
        Count(count);
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    /// <summary>Up to the next line end.</summary>
    /// <param name="most">In characters; that of a name unless given.</param>
    public string Line(int most = LongestLine)
    {
        var line = new StringBuilder();
        for (int c = Byte(); c != '\n'; c = Byte())
        {
            if (line.Length == most)
                throw new InvalidDataException($"a name or line of more than {most} characters");
            line.Append((char)c);
        }
        return line.ToString();
    }

    private void Count(long bytes)
    {
        length += bytes;
        if (length > longest)
            throw new InvalidDataException(
                $"its pickle is longer than {longest >> 20} MiB, more than names and shapes of any network take"
            );
    }
}
