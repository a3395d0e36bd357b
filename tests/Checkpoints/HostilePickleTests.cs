using System.Text;
using RobustRepro.Checkpoints;
using RobustRepro.Files.Pickles;
using static RobustRepro.Tests.Checkpoints.RefusedCheckpoint;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Pickles that mean harm, or that only Python could make sense of.</summary>
public sealed class HostilePickleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "getattr")]
    [InlineData("__builtin__", "eval")]
    [InlineData("dill._dill", "_import_module")]
    [InlineData("dill._dill", "_get_attr")]
    [InlineData("subprocess", "Popen")]
    [InlineData("numpy", "load")]
    [InlineData("torch", "load")]
    [InlineData("torch.hub", "load")]
    [InlineData("operator", "attrgetter")]
    [InlineData("__main__", "Net")]
    public void A_name_that_could_run_code_is_named_and_never_looked_up(string module, string name)
    {
        // called beside the weights, what that gives called again, attributes given to it
        string path = Weights
            .Text("schedule")
            .Global(module, name)
            .Text("echo harm")
            .Raw(0x85)
            .Op('R')
            .Op(')')
            .Op('R')
            .Op('}')
            .Op('b')
            .Op('s')
            .Write(folder.File("beside.pt"));
        using CheckpointFile file = CheckpointFile.Open(path);
        file.Weights.Keys.Should().Equal("w");
        file.Summary.Ignored.Should().Equal("'schedule'", $"objects that are never made ({module}.{name})");
        // in place of the weights
        folder
            .Refusal(new TorchFileBuilder().Global(module, name).Text("echo harm").Raw(0x85).Op('R'))
            .Should()
            .Contain($"holds no state dict but an object '{module}.{name}'; '{module}.{name}' in it could run code")
            .And.Contain("is never made");
        // in place of a tensor, its name taken from the stack
        folder
            .Refusal(
                new TorchFileBuilder()
                    .Op('}')
                    .Text("conv1.weight")
                    .Text(module)
                    .Text(name)
                    .Raw(0x93)
                    .Op(')')
                    .Op('R')
                    .Op('s')
            )
            .Should()
            .Contain("holds no state dict");
    }

    [Theory]
    [InlineData(new byte[] { 0x8a, 255, 1 }, "claims 255 bytes")]
    [InlineData(new byte[] { (byte)'T', 0xff, 0xff, 0xff, 0xff }, "claims -1 bytes")]
    [InlineData(new byte[] { 0x95, 1, 0 }, "claims 8 bytes")]
    [InlineData(new byte[] { (byte)'r', 0xff, 0xff, 0xff, 0x7f }, "empty stack")]
    [InlineData(new byte[] { (byte)'j', 0xff, 0xff, 0xff, 0x7f }, "slot 2147483647")]
    public void Counts_beyond_the_pickle_are_refused(byte[] opcodes, string expected) =>
        folder.Refusal(new TorchFileBuilder().Raw(opcodes)).Should().Contain(expected);

    [Fact]
    public void Memory_is_not_taken_for_shapes_that_lie()
    {
        folder
            .Refusal(
                new TorchFileBuilder().Op('}').Text("a").Tensor("0", long.MaxValue, 0, [1], [1]).Op('s').Storage("0", 1)
            )
            .Should()
            .Contain("a.pt");
        folder
            .Refusal(new TorchFileBuilder().Op('}').Text("a").Tensor("0", -1, 0, [0], [1]).Op('s').Storage("0", 1))
            .Should()
            .Contain("has -1 values");
        folder
            .Refusal(
                new TorchFileBuilder()
                    .Op('}')
                    .Text("a")
                    .Tensor("0", 1, 0, new long[100], new long[100])
                    .Op('s')
                    .Storage("0", 1)
            )
            .Should()
            .Contain("100 dimensions");
        // ten thousand tensors of 16 million values each, all of them one value: they are refused before the first is
        // made
        TorchFileBuilder many = new TorchFileBuilder().Op('}').Op('(');
        for (int i = 0; i < 10_000; i++)
            many.Text($"t{i}").Tensor("0", 1, 0, [1 << 24], [0]);
        using TorchFile file = TorchFileReader.Open(many.Op('u').Storage("0", 1).Write(folder.File("many.pt")));
        long before = GC.GetTotalAllocatedBytes();
        FluentActions
            .Invoking(() => TorchFile.Load(file.Dictionary))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*many.pt: its tensors claim 671088640000 bytes of memory, the file has 4*");
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(50 << 20);
    }

    [Fact]
    public void A_pickle_longer_than_any_network_needs_is_refused()
    {
        byte[] lists = new byte[PickleInput.Longest];
        Array.Fill(lists, (byte)']');
        folder.Refusal(new TorchFileBuilder().Raw(lists)).Should().Contain("longer than 8 MiB");
        string path = folder.File("a.pth");
        new TorchFileBuilder().Raw(lists).WriteLegacy(path);
        FluentActions
            .Invoking(() => TorchFileReader.Open(path))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*longer than 8 MiB*");
    }

    [Fact]
    public void Names_from_a_file_cannot_break_or_fill_a_message()
    {
        folder
            .Refusal(
                new TorchFileBuilder()
                    .Op('}')
                    .Text("x")
                    .Text("os\n\u001b[31m")
                    .Text(new string('y', 100_000))
                    .Raw(0x93)
                    .Op('s')
            )
            .Length.Should()
            .BeLessThan(500);
        string path = new TorchFileBuilder()
            .Op('}')
            .Text("a\r\nb\u001b[2J\u202e")
            .Op('N')
            .Op('s')
            .Write(folder.File("b.pt"));
        string message = FluentActions
            .Invoking(() => CheckpointFile.Open(path))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message;
        message.Any(char.IsControl).Should().BeFalse();
        message.Should().Contain("'a??b?[2J?'");
    }

    [Fact]
    public void A_changed_byte_of_the_values_is_noticed()
    {
        string path = Weights.Write(folder.File("a.pt"));
        byte[] bytes = File.ReadAllBytes(path);
        int at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(2f)) + 1;
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
        using CheckpointFile file = CheckpointFile.Open(path);
        FluentActions
            .Invoking(file.ReadAll)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "*a.pt: storage 0 cannot be read (the checksum of archive/data/0 does not match its bytes): "
                    + "truncated or damaged"
            );

        byte[] pickle = File.ReadAllBytes(Weights.Write(folder.File("c.pt")));
        pickle[pickle.AsSpan().IndexOf("torch._utils"u8) - 3] ^= 1;
        File.WriteAllBytes(folder.File("c.pt"), pickle);
        FluentActions
            .Invoking(() => CheckpointFile.Open(folder.File("c.pt")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*the checksum of archive/data.pkl does not match its bytes*");
    }

    [Fact]
    public void Other_kinds_of_files_are_told_by_their_content()
    {
        Kind("<!DOCTYPE html><html>").Should().Contain("a web page: the download failed");
        Kind("version https://git-lfs.github.com/spec/v1\noid sha256:0").Should().Contain("git lfs pull");
        Kind("").Should().Contain("it is empty");
        Kind("hello").Should().Contain("neither a file of torch.save (zip or legacy) nor a safetensors file");
        Kind("\u0080").Should().Contain("neither");
        Kind(new string('\0', 257) + "ustar" + new string('\0', 300)).Should().Contain("cannot be read");
        File.WriteAllBytes(folder.File("p.pt"), [0x80, 4, (byte)'N', (byte)'.']);
        FluentActions
            .Invoking(() => CheckpointFile.Open(folder.File("p.pt")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*some other pickle*");

        string Kind(string content)
        {
            File.WriteAllBytes(folder.File("x.pt"), Encoding.UTF8.GetBytes(content));
            return FluentActions
                .Invoking(() => CheckpointFile.Open(folder.File("x.pt")))
                .Should()
                .Throw<InvalidInputException>()
                .Which.Message;
        }
    }
}
