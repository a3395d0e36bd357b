using RobustRepro.Checkpoints;
using RobustRepro.Files.Pickles;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>The format of PyTorch before 1.6, right and wrong.</summary>
public sealed class TorchLegacyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string Path => folder.File("a.pth");

    private static TorchFileBuilder Two =>
        new TorchFileBuilder().StateDict([("a", [1, 2, 3, 4], [2, 2]), ("b", [5], [])]);

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Tensors_have_their_values_views_too()
    {
        TorchFileBuilder builder = new TorchFileBuilder()
            .Op('}')
            .Op('(')
            .Text("whole")
            .Tensor("0", 4, 0, [2, 2], [2, 1])
            .Text("transposed")
            .Tensor("0", 4, 0, [2, 2], [1, 2])
            .Text("last")
            .Tensor("1", 3, 2, [], [])
            .Op('u')
            .Storage("0", 1, 2, 3, 4)
            .Storage("1", 5, 6, 7);
        using TorchFile file = TorchFileReader.Open(builder.WriteLegacy(Path));
        file.Format.Should().Be(CheckpointFormat.TorchLegacy);
        Dictionary<string, Tensor> tensors = TorchFile.Load(file.Dictionary);
        tensors["whole"].data<float>().ToArray().Should().Equal(1, 2, 3, 4);
        tensors["transposed"].data<float>().ToArray().Should().Equal(1, 3, 2, 4);
        tensors["last"].item<float>().Should().Be(7);
    }

    /// <summary>PyTorch writes values little-endian on every machine, and does not ask what the machine was.</summary>
    [Fact]
    public void A_file_of_a_big_endian_machine_has_the_same_values()
    {
        using TorchFile file = TorchFileReader.Open(Two.WriteLegacy(folder.File("big.pth"), littleEndian: false));
        TorchFile.Load(file.Dictionary)["a"].data<float>().ToArray().Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public void What_the_file_says_of_itself_must_hold()
    {
        Refusal(path => Two.WriteLegacy(path, protocol: 1000)).Should().Contain("protocol is not 1001");
        Refusal(path => Two.WriteLegacy(path, counts: new Dictionary<string, long> { ["0"] = 5, ["1"] = 1 }))
            .Should()
            .Contain("storage 0 should have 4 values and has 5");
        Refusal(path =>
                Two.WriteLegacy(path, counts: new Dictionary<string, long> { ["0"] = 4, ["1"] = long.MaxValue })
            )
            .Should()
            .Contain("storage 1 should have 1 values and has 9223372036854775807");
        Refusal(path => new TorchFileBuilder().Op('}').Text("a").Tensor("0", 1, 0, [], []).Op('s').WriteLegacy(path))
            .Should()
            .Contain("storage 0 is not in it");
        Refusal(path => new TorchFileBuilder().Op('}').Storage("0", 1).WriteLegacy(path))
            .Should()
            .Contain("not that of its tensors");
        Refusal(path =>
                new TorchFileBuilder()
                    .Op('}')
                    .Text("a")
                    .Tensor("0", 500_000_000, 0, [500_000_000], [1])
                    .Op('s')
                    .Storage("0", 1)
                    .WriteLegacy(path, counts: new Dictionary<string, long> { ["0"] = 500_000_000 })
            )
            .Should()
            .Contain("storage 0 should have 2000000000 bytes, 4 are left");
        Refusal(path =>
                new TorchFileBuilder()
                    .Op('}')
                    .Text("a")
                    .Tensor("0", 1L << 40, 0, [1], [1])
                    .Op('s')
                    .Storage("0", 1)
                    .WriteLegacy(path)
            )
            .Should()
            .Contain("at most 2 GiB");
        using TorchFile file = TorchFileReader.Open(new TorchFileBuilder().Global("os", "system").WriteLegacy(Path));
        file.Content.Should().Be(new PickleGlobal("os", "system"));
    }

    [Fact]
    public void However_a_file_is_cut_or_damaged_the_answer_is_tensors_or_one_error()
    {
        byte[] whole = File.ReadAllBytes(Two.WriteLegacy(Path));
        for (int length = 0; length < whole.Length; length += 2)
        {
            int cut = length;
            Refusal(path => File.WriteAllBytes(path, whole[..cut]));
        }
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path, damaged);
            try
            {
                using TorchFile file = TorchFileReader.Open(Path);
                foreach (Tensor tensor in TorchFile.Load(file.Dictionary).Values)
                    tensor.Dispose();
            }
            catch (InvalidInputException e)
            {
                e.Message.Should().StartWith(Path).And.NotContain("\n");
            }
        }
    }

    private string Refusal(Action<string> write)
    {
        write(Path);
        Action open = () => TorchFileReader.Open(Path).Dispose();
        string message = open.Should().Throw<InvalidInputException>().Which.Message;
        message.Should().StartWith(Path).And.NotContain("\n");
        return message;
    }
}
