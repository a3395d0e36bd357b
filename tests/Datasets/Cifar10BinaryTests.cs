using System.Formats.Tar;
using System.IO.Compression;
using RobustRepro.Datasets;
using RobustRepro.Stimuli;

namespace RobustRepro.Tests.Datasets;

/// <summary>The official binary version of CIFAR-10.</summary>
public sealed class Cifar10BinaryTests : IDisposable
{
    private readonly ImageTree folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Records_of_the_binary_version_are_read()
    {
        AddBatches("bin");
        AssertBinary(folder.File("bin"));
        AddBatches("unpacked/cifar-10-batches-bin");
        AssertBinary(folder.File("unpacked"));
        using (FileStream file = File.Create(folder.File("cifar-10-binary.tar.gz")))
        {
            using var zipped = new GZipStream(file, CompressionLevel.Fastest);
            TarFile.CreateFromDirectory(folder.File("unpacked"), zipped, includeBaseDirectory: false);
        }
        AssertBinary(folder.File("cifar-10-binary.tar.gz"));
    }

    [Fact]
    public void Damaged_records_are_named()
    {
        AddBatches("bin");
        File.WriteAllBytes(folder.File("bin/test_batch.bin"), new byte[3073 + 100]);
        folder.Refused(
            "bin",
            Cifar10Split.Test,
            "bin/test_batch.bin has 3,173 bytes, expected a multiple of 3,073: damaged or cut off"
        );
        File.WriteAllBytes(folder.File("bin/test_batch.bin"), [.. new byte[3073], 10, .. new byte[3072]]);
        folder.Refused("bin", Cifar10Split.Test, "bin/test_batch.bin: image 1 has class 10, expected 0 to 9");
        File.Delete(folder.File("bin/data_batch_3.bin"));
        folder.Refused("bin", Cifar10Split.Train, "data_batch_3.bin: there is no such file");
    }

    [Fact]
    public void An_archive_that_is_another_or_cut_off_is_refused()
    {
        folder.Add("pickled/cifar-10-batches-py/data_batch_1", [1, 2, 3]);
        string archive = folder.File("cifar-10-python.tar.gz");
        using (FileStream file = File.Create(archive))
        {
            using var zipped = new GZipStream(file, CompressionLevel.Fastest);
            TarFile.CreateFromDirectory(folder.File("pickled"), zipped, includeBaseDirectory: false);
        }
        folder.Refused(
            "cifar-10-python.tar.gz",
            Cifar10Split.Test,
            "cifar-10-python.tar.gz: the archive lacks test_batch.bin; expected CIFAR-10's binary or Python version"
        );
        byte[] whole = File.ReadAllBytes(archive);
        File.WriteAllBytes(archive, whole[..(whole.Length / 2)]);
        folder.Refused(
            "cifar-10-python.tar.gz",
            Cifar10Split.Test,
            "cifar-10-python.tar.gz: the archive cannot be read"
        );
        folder.AddText("text.tar.gz", "no archive");
        folder.Refused("text.tar.gz", Cifar10Split.Test, "text.tar.gz: the archive cannot be read");
    }

    private static void AssertBinary(string path)
    {
        using var cifar = Cifar10Dataset.Open(path);
        using StimulusSet train = cifar.Load(Cifar10Split.Train);
        using StimulusSet test = cifar.Load(Cifar10Split.Test);
        train.Labels.Should().Equal(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        test.Labels.Should().Equal(9, 9);
        // the second record of batch 3: red 30, green 31, blue 32 + the column in row 0
        byte[] pixels = train.Images[5].contiguous().bytes.ToArray();
        pixels[..1024].Should().OnlyContain(b => b == 30);
        pixels[1024..2048].Should().OnlyContain(b => b == 31);
        pixels[2048..(2048 + 32)].Should().Equal(Enumerable.Range(32, 32).Select(i => (byte)i));
    }

    private void AddBatches(string name)
    {
        for (int batch = 1; batch <= 5; batch++)
            folder.Add($"{name}/data_batch_{batch}.bin", [.. Record(batch), .. Record(batch)]);
        folder.Add($"{name}/test_batch.bin", [.. Record(9), .. Record(9)]);
        static byte[] Record(int label) =>
            [
                (byte)label,
                .. Plane(10 * label),
                .. Plane(10 * label + 1),
                .. Enumerable.Range(0, 32).Select(i => (byte)(32 + i)),
                .. Plane(0)[32..],
            ];
        static byte[] Plane(int value) => [.. Enumerable.Repeat((byte)value, 1024)];
    }
}
