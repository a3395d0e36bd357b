using System.IO.Compression;
using System.Text;
using RobustRepro.Checkpoints;
using RobustRepro.Datasets;
using RobustRepro.Datasets.ImageNet;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Probes.Broden;
using RobustRepro.Tests.Probes;
using RobustRepro.Tests.Reference;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Fuzz;

/// <summary>Valid files with bytes changed, cut, doubled or replaced by what readers stumble over. Each reader answers
/// with values or with one line; it neither crashes nor takes long. The same mutations every time.</summary>
public sealed class MutatedFilesTests : IDisposable
{
    private const int Mutations = 150;

    private static readonly string Repository = ReferenceData.RepositoryRoot;

    /// <summary>Values that lengths, counts and texts break at.</summary>
    private static readonly byte[][] Odd =
    [
        [0xff, 0xff, 0xff, 0xff],
        [0, 0, 0, 0],
        [0xff, 0xff, 0xff, 0x7f],
        [0, 0, 0, 0x80],
        [(byte)'.'],
        [(byte)'('],
        [(byte)'R'],
        "\"\n,;"u8.ToArray(),
        "-1"u8.ToArray(),
        "99999999999999999999"u8.ToArray(),
        [0xc3, 0x28],
    ];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Checkpoints { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(Repository, "tests", "Checkpoints", "data"), "*.pth")
            .Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Files_of_torch_save(string name) =>
        Mutate(
            File.ReadAllBytes(Path.Combine(Repository, "tests", "Checkpoints", "data", name)),
            "a.pth",
            path =>
            {
                using CheckpointFile file = CheckpointFile.Open(path);
                foreach (Tensor tensor in file.ReadAll().Values)
                    tensor.Dispose();
            }
        );

    [Fact]
    public void Safetensors()
    {
        using Tensor values = ones(3, 2);
        RobustRepro.Checkpoints.Safetensors.Write(
            folder.File("valid"),
            new Dictionary<string, Tensor> { ["a.weight"] = values, ["b"] = values },
            new Dictionary<string, string> { ["mean"] = "0 0 0", ["std"] = "1 1 1" }
        );
        Mutate(
            File.ReadAllBytes(folder.File("valid")),
            "a.safetensors",
            path =>
            {
                using CheckpointFile file = CheckpointFile.Open(path);
                foreach (Tensor tensor in file.ReadAll().Values)
                    tensor.Dispose();
            }
        );
    }

    [Theory]
    [InlineData("data_batch_1")]
    [InlineData("data_batch_2")]
    [InlineData("data_batch_5")]
    [InlineData("test_batch")]
    public void Cifar_in_pickles(string name) =>
        Mutate(
            File.ReadAllBytes(Path.Combine(Repository, "tests", "Datasets", "data", "cifar-10-batches-py", name)),
            name,
            path => Cifar10Python.Records(File.ReadAllBytes(path), path)
        );

    [Fact]
    public void Decisions() =>
        Mutate(
            Encoding.UTF8.GetBytes(
                "subj,session,trial,rt,object_response,category,condition,imagename\n"
                    + "net,1,1,NaN,dog,cat,0,0001_a_dnn_0_cat_00_cat1-dog2-90.png\n"
                    + "\"net\",1,2,NaN,\"na\",car,0,car1-boat2.png\n"
            ),
            "a.csv",
            path => DecisionCsv.Read(path)
        );

    [Theory]
    [InlineData("a.JPEG n01440764\nb.JPEG 1\n")]
    [InlineData("ImageId,PredictionString\na,n01440764 1 2 3 4\nb,n01443537 5 6 7 8\n")]
    [InlineData("0\n999\n")]
    public void Labels(string content) =>
        Mutate(Encoding.UTF8.GetBytes(content), "labels.txt", path => LabelLine.Read(path, ImageNetClasses.Ids));

    [Theory]
    [InlineData("index.csv")]
    [InlineData("label.csv")]
    [InlineData("category.csv")]
    [InlineData("c_object.csv")]
    public void Tables_of_Broden(string name)
    {
        using var broden = new BrodenFolder();
        byte[] valid = File.ReadAllBytes(Path.Combine(broden.Path, name));
        Mutate(
            valid,
            "unused",
            path =>
            {
                File.Copy(path, Path.Combine(broden.Path, name), overwrite: true);
                var probe = new BrodenProbe(broden.Path, 4);
                for (int i = 0; i < probe.Count; i++)
                    probe.Labels(i);
            }
        );
    }

    [Fact]
    public void The_zip_of_Broden()
    {
        using var broden = new BrodenFolder();
        ZipFile.CreateFromDirectory(broden.Path, folder.File("valid"));
        Mutate(
            File.ReadAllBytes(folder.File("valid")),
            "broden.zip",
            path =>
            {
                var probe = new BrodenProbe(path, 4);
                for (int i = 0; i < probe.Count; i++)
                    probe.Labels(i);
                probe.Images(0, probe.Count).Dispose();
            }
        );
    }

    [Fact]
    public void Lists_of_names_by_NumPy()
    {
        string list = Path.Combine(Repository, "tests", "Fuzz", "data", "names.npy");
        Mutate(File.ReadAllBytes(list), "names.npy", path => NpyNames.Read(path));
    }

    private void Mutate(byte[] valid, string name, Action<string> read)
    {
        string path = folder.File(name);
        var random = new Random(1);
        for (int i = 0; i < Mutations; i++)
        {
            File.WriteAllBytes(path, i == 0 ? valid : Mutated(valid, random));
            Exception? error = Record.Exception(() => read(path));
            if (error is null)
                continue;
            error.Should().BeOfType<InvalidInputException>($"mutation {i} of {name} ({error})");
            error.Message.Should().NotContainAny("\n", "\0", "\u001b");
            i.Should().BePositive($"the valid file is read ({error.Message})");
        }
    }

    private static byte[] Mutated(byte[] valid, Random random)
    {
        List<byte> bytes = [.. valid];
        for (int changes = random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, Odd[random.Next(Odd.Length)]);
                    break;
                case 4:
                    byte[] odd = Odd[random.Next(Odd.Length)];
                    for (int i = 0; i < odd.Length && at + i < bytes.Count; i++)
                        bytes[at + i] = odd[i];
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 64), bytes.Count - at)));
                    break;
            }
        }
        return [.. bytes];
    }
}
