using System.IO.Compression;
using RobustRepro.Checkpoints;
using TorchSharp;
using static RobustRepro.Tests.Checkpoints.RefusedTorchFile;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Files that are damaged, cut off or something else give one error.</summary>
public sealed class DamagedTorchFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Lengths_are_checked_before_memory_is_taken()
    {
        folder
            .RefusalOf(new TorchFileBuilder().Op('X').Raw(0xff, 0xff, 0xff, 0x7f))
            .Should()
            .Contain("claims 2147483647 bytes");
        folder
            .RefusalOf(new TorchFileBuilder().Op('B').Raw(0xff, 0xff, 0xff, 0xff))
            .Should()
            .Contain("claims 4294967295 bytes");
        folder
            .RefusalOf(
                new TorchFileBuilder { Compression = CompressionLevel.Optimal }
                    .Op('}')
                    .Entry("padding", new byte[10])
                    .Text(new string('x', 10_000))
                    .Op('0')
            )
            .Should()
            .Contain("compressed");
    }

    [Theory]
    [InlineData("t")]
    [InlineData("s")]
    [InlineData("R")]
    [InlineData("Q")]
    [InlineData("i")]
    [InlineData("h0")]
    [InlineData("}a")]
    [InlineData("NR")]
    [InlineData(")b")]
    public void A_senseless_pickle_is_one_error(string opcodes) =>
        folder
            .RefusalOf(new TorchFileBuilder().Raw([.. opcodes.Select(c => (byte)c)]))
            .Should()
            .Contain("a.pt")
            .And.NotContain("\n");

    [Fact]
    public void Other_kinds_of_files_are_named()
    {
        folder.RefusalOf(new TorchFileBuilder().Op('}').Entry("constants.pkl", [0])).Should().Contain("TorchScript");
        folder.RefusalOf(new TorchFileBuilder().Raw(0x80, 6)).Should().Contain("protocol 6");
        File.WriteAllText(folder.File("b.pt"), "hello");
        RefusalOf(folder.File("b.pt")).Should().Contain("b.pt").And.Contain("neither");
        File.WriteAllText(folder.File("c.pt"), "");
        RefusalOf(folder.File("c.pt")).Should().Contain("c.pt");
        RefusalOf(folder.File("absent.pt")).Should().EndWith("absent.pt: there is no such file");
        using (ZipArchive zip = ZipFile.Open(folder.File("d.pt"), ZipArchiveMode.Create))
            zip.CreateEntry("readme.txt");
        RefusalOf(folder.File("d.pt")).Should().Contain("data.pkl");
        using TorchFile number = TorchFileReader.Open(new TorchFileBuilder().Op('N').Write(folder.File("e.pt")));
        FluentActions
            .Invoking(() => number.Dictionary)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*e.pt: holds no dictionary*");
    }

    [Fact]
    public void However_a_file_is_cut_or_damaged_the_answer_is_tensors_or_one_error()
    {
        byte[] whole = File.ReadAllBytes(
            new TorchFileBuilder()
                .Op('}')
                .Op('(')
                .Text("a")
                .Tensor("0", 4, 0, [2, 2], [1, 2])
                .Text("b")
                .Tensor("1", 1, 0, [], [])
                .Op('u')
                .Storage("0", 1, 2, 3, 4)
                .Storage("1", 5)
                .Write(folder.File("whole.pt"))
        );
        string path = folder.File("damaged.pt");
        for (int length = 0; length < whole.Length; length += 3)
        {
            File.WriteAllBytes(path, whole[..length]);
            RefusalOf(path).Should().Contain("damaged.pt").And.NotContain("\n");
        }
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);
            try
            {
                using TorchFile file = TorchFileReader.Open(path);
                foreach (Tensor tensor in TorchFile.Load(file.Dictionary).Values)
                    tensor.Dispose();
            }
            catch (InvalidInputException e)
            {
                e.Message.Should().Contain("damaged.pt").And.NotContain("\n");
            }
        }
    }
}
