using RobustRepro.Onnx;
using RobustRepro.Onnx.Proto;
using RobustRepro.Runtime;
using TorchSharp;

namespace RobustRepro.Tests.Onnx;

/// <summary>Files that mean harm, are damaged, or hold something else: one line each, in bounded memory.</summary>
public sealed class HostileOnnxTests : IDisposable
{
    private const int MostMegabytes = 200;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_graph_that_does_not_hang_together_is_refused()
    {
        Refusal(new OnnxBuilder().Node("Add", "a", ["x", "b"]).Node("Relu", "b", ["a"]).Output("b"))
            .Should()
            .Contain("goes in a circle");
        Refusal(new OnnxBuilder().Node("Relu", "a", ["nowhere"]).Output("a"))
            .Should()
            .Contain("nothing makes the value 'nowhere'");
        Refusal(new OnnxBuilder().Node("Relu", "a", ["x"]).Node("Tanh", "a", ["x"]).Output("a"))
            .Should()
            .Contain("makes 'a', which exists already");
        Refusal(new OnnxBuilder().Node("Relu", "a", ["x"]).Output("b")).Should().Contain("'b'");
    }

    [Fact]
    public void Shapes_and_constants_beyond_measure_take_no_memory()
    {
        Refusal(With("Relu", b => b.Constant("c", [1L << 40], TensorProto.Types.DataType.Float, [])))
            .Should()
            .Contain("would hold more than");
        Refusal(With("Relu", b => b.Constant("c", [1L << 20], TensorProto.Types.DataType.Float, new byte[8])))
            .Should()
            .Contain("needs 4194304 bytes, it has 8");
        Refusal(With("Relu", b => b.Constant("c", [-1], TensorProto.Types.DataType.Float, [])))
            .Should()
            .Contain("negative");
        Refusal(With("ConstantOfShape", b => b.Longs("c", 1L << 20, 1 << 10))).Should().Contain("would hold more than");
        Refusal(With("ConstantOfShape", b => b.Longs("c", 1L << 13, 1 << 14)))
            .Should()
            .Contain("larger than networks need");
        Refusal(new OnnxBuilder().Longs("s", 1L << 30, 3, 8, 8).Node("Expand", "y", ["x", "s"]).Output("y"))
            .Should()
            .Contain("would hold more than");
        Refusal(new OnnxBuilder().Longs("s", 1, 1, 1L << 40, 1).Node("Tile", "y", ["x", "s"]).Output("y"))
            .Should()
            .Contain("repeats");
        Refusal(
                new OnnxBuilder()
                    .Node("Reshape", "column", ["x", "s1"])
                    .Longs("s1", -1, 1)
                    .Longs("s2", 1, -1)
                    .Node("Tile", "long", ["column", "many"])
                    .Longs("many", 1 << 10, 1)
                    .Node("Reshape", "row", ["long", "s2"])
                    .Node("Mul", "y", ["long", "row"])
                    .Output("y")
            )
            .Should()
            .Contain("would hold more than");
    }

    [Fact]
    public void Functions_without_end_are_refused()
    {
        OnnxBuilder itself = new OnnxBuilder().Node("F", "y", ["x"]).Output("y");
        itself.Model.Functions.Add(Function("F", "F"));
        Refusal(itself).Should().Contain("calls itself");
        OnnxBuilder doubling = new OnnxBuilder().Node("F0", "y", ["x"]).Output("y");
        for (int i = 0; i < 14; i++)
            doubling.Model.Functions.Add(Function($"F{i}", [.. Enumerable.Repeat(i < 13 ? $"F{i + 1}" : "Relu", 10)]));
        Refusal(doubling).Should().MatchRegex("more than 100000");
    }

    [Theory]
    [InlineData("../secret.bin", "outside of the folder")]
    [InlineData("/etc/passwd", "outside of the folder")]
    [InlineData("a/../../secret.bin", "outside of the folder")]
    [InlineData("C:\\secret.bin", "outside of the folder")]
    [InlineData("", "outside of the folder")]
    [InlineData("link.bin", "behind a link")]
    [InlineData("linked/w.bin", "behind a link")]
    [InlineData("missing.bin", "are not there")]
    [InlineData("short.bin", "the file has 4 bytes")]
    public void Values_outside_of_the_folder_are_not_read(string location, string expected)
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllBytes(elsewhere.File("w.bin"), new byte[4 * 27 * 4]);
        File.CreateSymbolicLink(folder.File("link.bin"), elsewhere.File("w.bin"));
        Directory.CreateSymbolicLink(folder.File("linked"), elsewhere.Path);
        File.WriteAllBytes(folder.File("short.bin"), new byte[4]);
        OnnxBuilder builder = OnnxBuilder.Network();
        PutOutside(builder.Model.Graph.Initializer.First(i => i.Name == "w1"), ("location", location));
        Refusal(builder).Should().Contain(expected);
    }

    [Fact]
    public void Files_of_other_kinds_are_told_apart()
    {
        Refusal(OnnxBuilder.Network(opset: 6)).Should().Contain("is of opset 6, supported are 7 to 23");
        Refusal(OnnxBuilder.Network(opset: 24)).Should().Contain("is of opset 24");
        Refusal(OnnxBuilder.Network().Input("z", [1, 3])).Should().Contain("takes 2 inputs (x, z), expected one");
        Refusal(OnnxBuilder.Network().Output("f")).Should().Contain("gives 2 outputs");
        Refusal(OnnxBuilder.Network(input: [3, 8, 8])).Should().Contain("no batch dimension");
        Refusal(OnnxBuilder.Network(input: [0, 192])).Should().Contain("expected images");
        Refusal(OnnxBuilder.Network(input: [0, 3, 8, 10])).Should().Contain("square");
        Refusal(Typed(TensorProto.Types.DataType.Float16)).Should().Contain("is FLOAT16, expected FLOAT");
        Refusal(Typed(TensorProto.Types.DataType.Bfloat16)).Should().Contain("is BFLOAT16, expected FLOAT");
        Refusal(Typed(TensorProto.Types.DataType.Int64)).Should().Contain("is INT64, expected FLOAT");
        Refusal(new OnnxBuilder().Node("NonMaxSuppression", "y", ["x"]).Output("y"))
            .Should()
            .Contain("(NonMaxSuppression, opset 17) is an operator that is not supported; supported are Abs, Add,");
        File.WriteAllText(folder.File("n.onnx"), "version https://git-lfs.github.com/spec/v1\n");
        Refusal(folder.File("n.onnx")).Should().Contain("git lfs pull");
        File.WriteAllText(folder.File("n.onnx"), "<html>");
        Refusal(folder.File("n.onnx")).Should().Contain("cannot be read as an ONNX file");
        Refusal(folder.File("none.onnx")).Should().Contain("there is no such file");

        static OnnxBuilder Typed(TensorProto.Types.DataType type) =>
            new OnnxBuilder(input: [0, 3, 8, 8], type: type).Node("Relu", "y", ["x"]).Output("y");
    }

    [Fact]
    public void Names_cannot_break_or_fill_a_message()
    {
        string name = "\u001b[31m\r\nred\u202e" + new string('n', 10_000);
        string message = Refusal(new OnnxBuilder().Node("Relu", "y", [name]).Output("y"));
        message.Any(char.IsControl).Should().BeFalse();
        message.Length.Should().BeLessThan(500);
        message = Refusal(new OnnxBuilder().Node(name, name, ["x"]).Output(name));
        message.Any(char.IsControl).Should().BeFalse();
    }

    [Fact]
    public void Messages_without_number_or_bottom_are_refused()
    {
        // a model of a graph of three million empty nodes: two bytes each
        byte[] nodes = new byte[2 * 3_000_000];
        for (int i = 0; i < nodes.Length; i += 2)
            nodes[i] = 0x0a;
        File.WriteAllBytes(folder.File("n.onnx"), [0x3a, .. Varint(nodes.Length), .. nodes]);
        Refusal(folder.File("n.onnx")).Should().Contain("more than 2000000 nodes");
        // an attribute of a graph of a node of an attribute, and so on
        byte[] inner = [];
        for (int i = 0; i < 2000; i++)
        {
            inner = [0x32, .. Varint(inner.Length), .. inner];
            inner = [0x2a, .. Varint(inner.Length), .. inner];
            inner = [0x0a, .. Varint(inner.Length), .. inner];
        }
        File.WriteAllBytes(folder.File("n.onnx"), [0x3a, .. Varint(inner.Length), .. inner]);
        Refusal(folder.File("n.onnx")).Should().Contain("deep in one another");
    }

    [Fact]
    public void A_damaged_file_is_one_line_or_a_network()
    {
        byte[] whole = File.ReadAllBytes(OnnxBuilder.Network().Write(folder.File("n.onnx")));
        var random = new SplitMixRandom(7, 0);
        int refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] bytes = [.. whole];
            if (i % 5 == 0)
                bytes = bytes[..random.Below(bytes.Length)];
            else
                for (int change = 0; change <= i % 4; change++)
                    bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
            File.WriteAllBytes(folder.File("n.onnx"), bytes);
            using DisposeScope scope = torch.NewDisposeScope();
            try
            {
                OnnxNetwork.Open(folder.File("n.onnx"), 8).Dispose();
            }
            catch (InvalidInputException e)
            {
                refused++;
                e.Message.Should().NotContain("\n").And.Contain("n.onnx");
                e.Message.Length.Should().BeLessThan(2000);
            }
        }
        refused.Should().BeInRange(300, 1499);
    }

    internal static void PutOutside(TensorProto tensor, params (string Key, string Value)[] entries)
    {
        tensor.RawData = Google.Protobuf.ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(entries.Select(e => new StringStringEntryProto { Key = e.Key, Value = e.Value }));
    }

    private static OnnxBuilder With(string type, Func<OnnxBuilder, OnnxBuilder> add) =>
        add(new OnnxBuilder()).Node(type, "made", ["c"]).Node("Add", "y", ["x", "made"]).Output("y");

    private static FunctionProto Function(string name, params string[] calls)
    {
        var function = new FunctionProto { Name = name };
        function.Input.Add("a");
        function.Output.Add("v0");
        for (int i = 0; i < calls.Length; i++)
            function.Node.Add(OnnxBuilder.NodeOf(calls[i], $"v{i}", ["a"]));
        return function;
    }

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value > 127; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }

    private string Refusal(OnnxBuilder builder) => Refusal(builder.Write(folder.File("n.onnx")));

    private static string Refusal(string path)
    {
        long before = GC.GetTotalAllocatedBytes();
        string message = FluentActions
            .Invoking(() => OnnxNetwork.Open(path, 8))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message;
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(MostMegabytes << 20);
        message.Should().NotContain("\n").And.StartWith(path);
        return message;
    }
}
