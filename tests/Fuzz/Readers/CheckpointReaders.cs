using System.Text;
using RobustRepro.Checkpoints;
using RobustRepro.Datasets;
using RobustRepro.Files;
using RobustRepro.Tests.Reference;
using RobustRepro.Training;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Weight files of torch.save and safetensors, and pickles of NumPy.</summary>
internal static class CheckpointReaders
{
    private static readonly string Data = Path.Combine(ReferenceData.RepositoryRoot, "tests", "Checkpoints", "data"),
        Cifar = Path.Combine(ReferenceData.RepositoryRoot, "tests", "Datasets", "data", "cifar-10-batches-py");

    private static readonly string[] Words =
    [
        "ctorch._utils\n_rebuild_tensor_v2\n",
        "ctorch._utils\n_rebuild_parameter\n",
        "ctorch\nFloatStorage\n",
        "ctorch\nHalfStorage\n",
        "ccollections\nOrderedDict\n",
        "cposix\nsystem\n",
        "cbuiltins\nexec\n",
        "storage",
        "cpu",
        "state_dict",
        "conv1.weight",
        "\u0080\u0002",
        "(",
        ")R",
        "}(",
        "u.",
        "Q",
        "I01\n",
        "L99999999999999999999L\n",
        "F1e999\n",
        "constants.pkl",
        "byteorder",
        "data.pkl",
        "data/0",
    ];

    public static IEnumerable<FuzzedReader> All { get; } =
    [
        new("torch-legacy", "a.pth", () => Files("*legacy*.pth"), ReadWeights) { Words = Words },
        new("torch-zip", "a.pth", () => Zips(), ReadWeights) { Words = Words },
        new("torch-zip-pickle", "a.pth", () => Zips().Select(Bundle.OfZip), ReadWeights)
        {
            Pack = input => Bundle.Zip(Bundle.Members(input)),
            Words = Words,
        },
        new("torch-tar", "a.pth", () => Files("tar.pth"), ReadWeights) { Pack = Checksums.Tar, Words = Words },
        new("safetensors", "a.safetensors", Safetensors, ReadWeights)
        {
            Words =
            [
                "\"__metadata__\":",
                "\"dtype\":\"F32\"",
                "\"F16\"",
                "\"I64\"",
                "\"shape\":[",
                "\"data_offsets\":[0,",
                "18446744073709551615",
                "-1",
                "null",
                "{}",
            ],
        },
        new(
            "numpy-pickle",
            "data_batch_1",
            () => Directory.GetFiles(Cifar).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
            path => Cifar10Python.Records(File.ReadAllBytes(path), path)
        )
        {
            Words = [.. Words, "labels", "data", "cnumpy.core.multiarray\n_reconstruct\n", "c_codecs\nencode\n"],
        },
        new(
            "numpy-names",
            "names.npy",
            () => [File.ReadAllBytes(Path.Combine(ReferenceData.RepositoryRoot, "tests", "Fuzz", "data", "names.npy"))],
            path => NpyNames.Read(path)
        )
        {
            Words = ["'descr': '<U28'", "'shape': (3,)", "'fortran_order': False", "|O"],
        },
    ];

    /// <summary>What <c>models inspect</c> and loading do.</summary>
    private static void ReadWeights(string path)
    {
        if (WeightFile.IsOne(path))
            _ = WeightFile.IdOf(path);
        using CheckpointFile file = CheckpointFile.Open(path);
        _ = file.Summary.ToString();
        foreach (Tensor tensor in file.ReadAll().Values)
            tensor.Dispose();
    }

    private static IEnumerable<byte[]> Files(string pattern) =>
        Directory.GetFiles(Data, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private static IEnumerable<byte[]> Zips() => Files("*.pth").Where(b => b.AsSpan().StartsWith("PK"u8));

    private static IEnumerable<byte[]> Safetensors()
    {
        string[] headers =
        [
            """
                {"__metadata__":{"mean":"0 0 0","std":"1 1 1"},
                "a.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},
                "b":{"dtype":"F16","shape":[4],"data_offsets":[24,32]},
                "c":{"dtype":"I64","shape":[],"data_offsets":[32,40]}}
                """,
            """
                {"__metadata__":{"network":"resnet-robust-0","study":"trifeature","inputSize":"32","classes":"10"},
                "conv1.weight":{"dtype":"BF16","shape":[1,1,2,5],"data_offsets":[0,20]},
                "fc.bias":{"dtype":"U8","shape":[20],"data_offsets":[20,40]}}
                """,
        ];
        return headers.Select(h =>
            (byte[])[.. BitConverter.GetBytes((long)h.Length), .. Encoding.UTF8.GetBytes(h), .. new byte[40]]
        );
    }
}
