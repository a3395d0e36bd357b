using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>The data sets that can be downloaded, or that the suite can say where to get.</summary>
public sealed partial class DataCatalogue
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private DataCatalogue(IReadOnlyList<DataSetEntry> entries) => Entries = entries;

    public IReadOnlyList<DataSetEntry> Entries { get; }

    /// <param name="path">A JSON file in the form of fixtures/data/catalogue.json.</param>
    /// <exception cref="InvalidInputException">The file is missing, no valid JSON, or its values make no
    /// sense.</exception>
    public static DataCatalogue Load(string path)
    {
        try
        {
            Document document =
                JsonSerializer.Deserialize<Document>(CsvTable.Load(path), Format)
                ?? throw new InvalidInputException($"{path}: the catalogue is empty");
            foreach (DataSetEntry? entry in document.DataSets)
                Check(entry ?? throw new InvalidInputException($"{path}: a data set is null"), path);
            if (document.DataSets.CountBy(e => e.Name).FirstOrDefault(c => c.Value > 1).Key is { } twice)
                throw new InvalidInputException($"{path}: there are two data sets '{twice}'");
            return new(document.DataSets);
        }
        catch (JsonException error)
        {
            throw new InvalidInputException($"{path}: {Printable.Line(error.Message)}", error);
        }
    }

    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public DataSetEntry Find(string name) =>
        Entries.FirstOrDefault(e => e.Name == name)
        ?? throw InvalidInputException.Unknown("data set", name, Entries.Select(e => e.Name));

    private static void Check(DataSetEntry entry, string path)
    {
        Require(Name().IsMatch(entry.Name), "name", "lower-case letters, digits and hyphens");
        Require(
            entry.File.Length > 0 && entry.File == Path.GetFileName(entry.File) && entry.File[0] != '.',
            "file",
            "a file name without folders"
        );
        Require(
            entry.Url is null || (entry.Url.IsAbsoluteUri && entry.Url.Scheme is "http" or "https"),
            "url",
            "an http or https address"
        );
        Require(entry.Url is null != entry.Instructions is null, "instructions", "either a url or instructions");
        Require(entry.Bytes is null or > 0, "bytes", "a positive number, or nothing where it is unknown");
        Require(
            entry.Md5 is null || Md5().IsMatch(entry.Md5),
            "md5",
            "32 lower-case hexadecimal digits, or nothing where it is unknown"
        );
        Require(
            entry.Sha256 is null || Sha256().IsMatch(entry.Sha256),
            "sha256",
            "64 lower-case hexadecimal digits, or nothing where it is unknown"
        );
        Require(!entry.Unpack || Archive.IsArchive(entry.File), "unpack", "a .zip, .tar, .tar.gz or .tgz file");

        void Require(bool holds, string key, string expected)
        {
            if (!holds)
                throw new InvalidInputException(
                    $"{path}: data set '{CsvTable.Printable(entry.Name)}', {key}: expected {expected}"
                );
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Name();

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Md5();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();

    private sealed record Document(IReadOnlyList<DataSetEntry> DataSets);
}
