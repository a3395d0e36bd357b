using System.IO.Compression;

namespace RobustRepro.Files;

/// <summary>Reads entries of a zip that may be damaged, or larger than they should be, without unpacking it.</summary>
internal static class ZipReading
{
    /// <summary>No file is larger; an entry that claims to be is refused before memory is taken for it.</summary>
    private const long MostBytes = 256L << 20;

    /// <summary>What is said of a zip whose list of entries cannot be read.</summary>
    public static InvalidInputException Damaged(string path, Exception error) =>
        new($"{path}: this is no zip file, or it is damaged or cut off ({CsvTable.Printable(error.Message)})", error);

    /// <summary>The whole content of an entry. Several threads may read from one archive.</summary>
    /// <param name="gate">The archive's: it has one position in its file.</param>
    /// <param name="name">Of the entry, for errors.</param>
    /// <param name="kind">What such files are, for errors.</param>
    /// <exception cref="InvalidInputException">It is too large, or cannot be read.</exception>
    public static byte[] Content(ZipArchiveEntry entry, Lock gate, string name, string kind)
    {
        if (entry.Length > MostBytes)
            throw new InvalidInputException(
                $"{name} has {entry.Length:N0} bytes; {kind} of more than {MostBytes:N0} bytes are refused"
            );
        var content = new byte[entry.Length];
        try
        {
            lock (gate)
            {
                using Stream stream = entry.Open();
                stream.ReadExactly(content);
            }
            return content;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new InvalidInputException(
                $"{name} cannot be read ({CsvTable.Printable(error.Message)}): the zip is damaged, cut off, or packed "
                    + "otherwise than by deflate",
                error
            );
        }
    }
}
