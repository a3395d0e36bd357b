using RobustRepro.Configuration;
using RobustRepro.Datasets.Download;
using RobustRepro.Files;
using RobustRepro.Tests.Reference;
using RobustRepro.Training;
using RobustRepro.Verification;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Settings, recipes, model cards and records.</summary>
internal static class JsonReaders
{
    private static readonly string[] Words =
    [
        "\"",
        "{}",
        "[]",
        "null",
        "true",
        "-1",
        "1e999",
        "99999999999999999999",
        "\\u0000",
        "\\ud800",
        "//",
        "/*",
        ":",
        ",",
    ];

    /// <summary>In place of a network: the card is looked at, and the hash of these.</summary>
    private static readonly byte[] Weights = new byte[64];

    private static readonly string Fixtures = Path.Combine(ReferenceData.RepositoryRoot, "fixtures");

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        new(
            "settings",
            "robustrepro.json",
            () =>
                TableReaders.Texts(
                    """
                    // ours
                    { "Device": "cpu", "Threads": 2, "Studies": { "Cifar10": { "Seeds": "0-2", "Images": "a.zip" } } }
                    """,
                    """
                    {"Networks":{"ours":{"Study":"imagenet","Standard":"a.pt","Robust":"b.pt","Architecture":"resnet50",
                    "Normalization":"imagenet","Layers":["conv1"],"Tolerance":0.1}}}
                    """
                ),
            ReadSettings
        )
        {
            Words = [.. Words, "Networks", "Studies:Cifar10", "Tolerance", "Layers", "Imagenet", "Precision"],
        },
        new(
            "recipe",
            "recipe.json",
            () => Files(Path.Combine("trifeature", "recipes"), "*.json"),
            path => _ = TrainingRecipe.Load(path).ToJson()
        )
        {
            Words = [.. Words, "\"stopAt\":0.5", "\"labelSmoothing\":", "matched", "robust", "\"attack\":null"],
        },
        new(
            "model-card",
            "resnet-robust-0.md",
            () =>
                Files(Path.Combine("trifeature", "weights"), "resnet-robust-0.md")
                    .Concat(TableReaders.Texts($"# resnet-robust-0\n\n| SHA-256 | {Sha256.Of(Weights)} |\n")),
            path => ModelCard.Check(Path.ChangeExtension(path, ".safetensors"))
        )
        {
            Prepare = folder => File.WriteAllBytes(Path.Combine(folder, "resnet-robust-0.safetensors"), Weights),
            Words = ["| SHA-256 | ", " |", "\n", new string('0', 64)],
        },
        new("catalogue", "catalogue.json", () => Files("data", "catalogue.json"), path => DataCatalogue.Load(path))
        {
            Words = [.. Words, "\"url\":", "file:///", "http://", "..\\", "\"sha256\":", "\"unpack\":true", ".zip"],
        },
        new(
            "recorded-verdicts",
            "verdicts.json",
            () => Files("cifar10", "verdicts.json"),
            path => RecordedVerdicts.Load(path)
        )
        {
            Words = [.. Words, "supported", "inconclusive"],
        },
        new(
            "gate-record",
            "ours.json",
            () =>
                TableReaders.Texts(
                    """
                    {"study":"imagenet","commit":"x","verdicts":[{"claim":"robust","verdict":"supported",
                    "standard":0.1,"robust":0.5,"smallestEffect":0.02},{"claim":"shape-bias","verdict":"undefined",
                    "standard":null,"robust":null,"smallestEffect":0.02}]}
                    """
                ),
            path => GateRecord.Load(path, "ours")
        )
        {
            Words = [.. Words, "\"verdicts\":", "\"claim\":"],
        },
        new(
            "training-metrics",
            "metrics.jsonl",
            () =>
                TableReaders.Texts(
                    """
                    {"epoch":1,"loss":0.5,"trainAccuracy":0.5,"cleanAccuracy":0.5,"attackedAccuracy":null,
                    "learningRate":0.1,"eps":0,"imagesPerSecond":10,"seconds":1}
                    """.ReplaceLineEndings("")
                ),
            path => new TrainingStore(Path.GetDirectoryName(path)!).ReadMetrics()
        )
        {
            Words = Words,
        },
    ];

    private static void ReadSettings(string path)
    {
        var read = SuiteConfiguration.Load(folder: Path.GetDirectoryName(path));
        _ = read.Threads;
        foreach (string study in (string[])["trifeature", "cifar10", "imagenet"])
            _ = read.InputsOf(study);
        _ = ConfiguredNetworks.Of(read);
    }

    private static IEnumerable<byte[]> Files(string folder, string pattern) =>
        Directory
            .GetFiles(Path.Combine(Fixtures, folder), pattern)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);
}
