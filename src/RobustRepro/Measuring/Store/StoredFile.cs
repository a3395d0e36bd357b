using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RobustRepro.Files;

namespace RobustRepro.Measuring.Store;

/// <summary>
/// One measurement as a file: a zip of NumPy arrays (<c>numpy.load</c> opens it), with <c>about.json</c>, which says
/// what the numbers depend on and where they were measured, and <c>sha256</c> over all the rest.
/// </summary>
internal static class StoredFile
{
    /// <summary>Counts up with every change after which older files cannot be read.</summary>
    public const int Format = 1;

    public const string Extension = ".npz";

    /// <summary>How the error begins that another version of the suite wrote it.</summary>
    public const string OtherFormat = "it is of format";

    /// <summary>More than any measurement takes.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Digits of the key that stand in the name.</summary>
    private const int HashDigits = 16;

    private const string About = "about.json",
        Checksum = "sha256",
        ArrayExtension = ".npy";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static void Write(Stream stream, MeasurementKey key, StoredMeasurement measurement)
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [About] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(AboutOf(key, measurement), Json)),
        };
        foreach ((string name, byte[] content) in measurement.Arrays)
            members.Add(name + ArrayExtension, content);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, byte[] content) in members)
            Add(zip, name, content);
        Add(zip, Checksum, Encoding.ASCII.GetBytes(ChecksumOf(members)));
    }

    /// <summary>Name of the file of a measurement.</summary>
    public static string NameOf(string part, string set, string hash) =>
        $"{NameOf(set == "" ? part : $"{part}-{set}")}.{hash[..HashDigits]}{Extension}";

    /// <summary>A name that every file system takes.</summary>
    public static string NameOf(string what) =>
        string.Concat(what.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));

    /// <summary>Whether a file has the name that belongs to what it says of itself.</summary>
    public static bool IsNameOf(string path, StoredAbout about) =>
        about.Key?.Length >= HashDigits && Path.GetFileName(path) == NameOf(about.Part, about.Set, about.Key);

    /// <summary>What is said where it has not.</summary>
    public static InvalidDataException Misnamed => new("it holds another measurement than its name says");

    /// <summary>NAME.HASH.npz, with 16 digits of the key.</summary>
    public static bool IsNameOfOurs(string path) =>
        Path.GetFileNameWithoutExtension(path).Split('.') is [.., { Length: HashDigits } hash]
        && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>What the file says of itself, checked; the arrays are not looked at.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another format.</exception>
    public static (StoredAbout About, StoredMeasurement Measurement) Read(string path)
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        string checksum = "";
        // a pipe has no length either, and opening one would wait for somebody to write
        if (new FileInfo(path).Length == 0)
            throw new InvalidDataException("it is empty");
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            if (zip.Entries.Sum(e => e.Length) > MostBytes)
                throw new IOException($"it unpacks to more than {MostBytes:N0} bytes");
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                using Stream content = entry.Open();
                using var copy = new MemoryStream();
                content.CopyTo(copy);
                if (entry.FullName == Checksum)
                    checksum = Encoding.ASCII.GetString(copy.ToArray());
                else
                    members[entry.FullName] = copy.ToArray();
            }
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw new InvalidDataException("it is no zip file, or damaged or cut off", e);
        }
        StoredAbout about = AboutIn(members);
        if (about.Format != Format)
            throw new InvalidDataException(
                $"{OtherFormat} {about.Format.ToString(CultureInfo.InvariantCulture)}, this version reads {Format}"
            );
        if (checksum != ChecksumOf(members))
            throw new InvalidDataException("its checksum is wrong");
        var measurement = new StoredMeasurement(about.MeasuredAt, about.Machine) { WasRead = true };
        foreach ((string name, byte[] content) in members.Where(m => m.Key != About))
            measurement.Add(Path.GetFileNameWithoutExtension(name), content);
        return (about, measurement);
    }

    private static StoredAbout AboutIn(SortedDictionary<string, byte[]> members)
    {
        if (!members.TryGetValue(About, out byte[]? text))
            throw new InvalidDataException($"it has no {About}");
        try
        {
            return JsonSerializer.Deserialize<StoredAbout>(text, Json)
                ?? throw new InvalidDataException($"its {About} is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"its {About} is damaged", e);
        }
    }

    private static StoredAbout AboutOf(MeasurementKey key, StoredMeasurement measurement) =>
        new(
            Format,
            key.Hash,
            key.Study,
            key.Network,
            key.Part,
            key.Set,
            measurement.MeasuredAt,
            measurement.Machine,
            $"RobustRepro {BuildInfo.Version}, commit {BuildInfo.Commit}",
            [.. key.DependsOn.Select(d => $"{d.What}: {d.Value}")]
        );

    private static string ChecksumOf(SortedDictionary<string, byte[]> members) =>
        Sha256.OfAll(members.SelectMany(m => new[] { Sha256.BytesOf([m.Key, $"{m.Value.Length}"]), m.Value }));

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        // no date, so that equal measurements are equal files but for about.json
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream stream = entry.Open();
        stream.Write(content);
    }
}
