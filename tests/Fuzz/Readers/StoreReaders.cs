using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;
using RobustRepro.Measuring.Store;
using RobustRepro.Probes;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Entries of the store of measurements. The store answers with the measurement or, in a line, that it is
/// measured again; here that is a refusal.</summary>
internal static class StoreReaders
{
    private const string Checksum = "sha256";

    private static readonly MeasurementKey Key = new("trifeature", "resnet-robust-0", "part", "", [("weights", "a")]);

    private static readonly string FileName = Path.GetRelativePath(
        Path.GetFullPath("."),
        new MeasurementStore(".").PathOf(Key)
    );

    private static readonly ConceptCatalogue Catalogue = new(
        ["color", "object"],
        [new(1, "red", "color"), new(2, "cat", "object")]
    );

    private static readonly UnitMeasurements Nothing = new([], new(1, 1, []), [], [], [], [], []);

    private static readonly string[] Words =
    [
        "\"format\":1",
        "'descr': '<f8'",
        "'descr': '<i4'",
        "'<U2147483647'",
        "'<U99999999999'",
        "_lengths.npy",
        "about.json",
        Checksum,
        "\u0093NUMPY\u0001\0",
    ];

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        new("store", FileName, Seeds, Read) { Words = Words },
        new("store-members", FileName, () => Seeds().Select(Bundle.OfZip), Read) { Pack = Checked, Words = Words },
    ];

    private static void Read(string path)
    {
        // three folders above: study, network, file
        string folder = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(path)))!;
        var store = new MeasurementStore(folder) { Warn = line => throw new InvalidInputException(line) };
        store.Get(Key, ReadAll, () => 0, (_, _) => throw new InvalidInputException("measured again"));
    }

    private static int ReadAll(StoredMeasurement from)
    {
        if (from.Has("quantile"))
            _ = TallyFormat.Read(from, Catalogue);
        else if (from.Has("raw"))
            _ = UnitsFormat.ReadFilters(from);
        else if (from.Has("clean"))
            _ = UnitsFormat.ReadNoise(from, Nothing);
        else if (from.Has("shape_lost"))
            _ = UnitsFormat.ReadSingleUnits(from, Nothing);
        else if (from.Has("best_unit"))
            _ = PicturesFormat.Read(from);
        else
            _ = UnitsFormat.ReadConcepts(from, Nothing);
        return 0;
    }

    /// <summary>A zip of a bundle's members with the right checksum.</summary>
    private static byte[] Checked(byte[] input)
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach ((string name, byte[] content) in Bundle.Members(input).Where(m => m.Name != Checksum))
            members[name] = content;
        string sum = Sha256.OfAll(
            members.SelectMany(m => new[] { Sha256.BytesOf([m.Key, $"{m.Value.Length}"]), m.Value })
        );
        return Bundle.Zip([.. members.Select(m => (m.Key, m.Value)), (Checksum, [.. sum.Select(c => (byte)c)])]);
    }

    private static IEnumerable<byte[]> Seeds()
    {
        UnitConcepts unit = new("cat", "object", 0.5, 1, [.. DissectionRule.Ious.Select(_ => 1)]);
        UnitMeasurements units = Nothing with
        {
            Filters = [new("a", [1, 2], [0.5, double.NaN])],
            FirstLayer = new(
                1,
                2,
                [
                    [1, 2, 3, 4, 5, 6],
                ]
            ),
            Noise = [new("a", [1], [2]) { RelativeChange = [0.1] }],
            Concepts = [new("a", new(0.005, false, false, false), [unit])],
            Resamples = [new(0.1, 0.2, 0.3)],
            TopImages = [new("a", [1], [0.5]) { ActivityEntropy = [1], ShuffledActivityEntropy = [2] }],
            EntropyResamples = [1],
            Ablations = [new("a", "object", 3, [new("intact", new([1], [2]))])],
            SingleUnits = [new("a", 1, 0.1, 0.2)],
        };
        NetworkPictures pictures = new(
            new("PGD", [1, 3, 1, 1], [1, 2, 3], [4, 5, 6], [7, 8, 9], 10, ["cat"], ["dog"]),
            [new("a", 0, unit, [1, 3, 1, 1], [1, 2, 3], [true], [7]) { Drawn = [4, 5, 6] }]
        );
        return new[]
        {
            UnitsFormat.WriteFilters(new(), units),
            UnitsFormat.WriteNoise(new(), units),
            UnitsFormat.WriteConcepts(new(), units),
            UnitsFormat.WriteSingleUnits(new(), units),
            PicturesFormat.Write(new(), pictures),
            TallyFormat.Write(new(), [new("a", 0.005, [1, 2], new DissectionTally(Catalogue, 2))]),
        }.Select(Stored);
    }

    private static byte[] Stored(StoredMeasurement measurement)
    {
        using var stream = new MemoryStream();
        StoredFile.Write(stream, Key, measurement);
        return stream.ToArray();
    }
}
