using System.Numerics;
using RobustRepro.Checkpoints;
using RobustRepro.Files.Pickles;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

public sealed class TorchFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Nested_dictionaries_lists_and_plain_values_keep_their_order()
    {
        TorchFileBuilder builder = new TorchFileBuilder()
            .Op('}')
            .Op('(')
            .Text("model")
            .Op('}')
            .Op('(')
            .Text("b")
            .Tensor("0", 4, 0, [2, 2], [2, 1])
            .Text("a")
            .Tensor("0", 4, 1, [2], [2])
            .Op('u')
            .Text("epoch")
            .Op('K')
            .Raw(90)
            .Text("amp")
            .Op('N')
            .Text("rates")
            .Op(']')
            .Op('(')
            .Op('G')
            .Raw(0x3f, 0xe0, 0, 0, 0, 0, 0, 0)
            .Raw(0x88)
            .Op('J')
            .Raw(0xff, 0xff, 0xff, 0xff)
            .Op('e')
            .Text("state")
            .Op('}')
            .Op('K')
            .Raw(7)
            .Text("seven")
            .Op('s')
            .Text("big")
            .Raw(0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1)
            .Op('u')
            .Storage("0", 1, 2, 3, 4);
        using TorchFile file = TorchFileReader.Open(builder.Write(folder.File("a.pt")));
        PickleEntries root = file.Dictionary;
        root.All.Select(e => e.Key).Should().Equal("model", "epoch", "amp", "rates", "state", "big");
        root.All.Single(e => Equals(e.Key, "epoch")).Value.Should().Be(90L);
        root.All.Single(e => Equals(e.Key, "amp")).Value.Should().BeNull();
        root.All.Single(e => Equals(e.Key, "rates")).Value.Should().BeEquivalentTo(new object[] { 0.5, true, -1L });
        root.All.Single(e => Equals(e.Key, "big")).Value.Should().Be(BigInteger.Pow(2, 64));
        root.Nested("state")!.TryGet(7L, out object? seven).Should().BeTrue();
        seven.Should().Be("seven");
        root.Nested("absent").Should().BeNull();

        Dictionary<string, Tensor> tensors = TorchFile.Load(root.Nested("model")!);
        tensors.Keys.Should().Equal("b", "a");
        tensors["b"].shape.Should().Equal(2, 2);
        tensors["a"].data<float>().ToArray().Should().Equal(2, 4);
    }

    [Fact]
    public void Tensors_outlive_the_file_and_do_not_share_memory()
    {
        string path = new TorchFileBuilder()
            .Op('}')
            .Op('(')
            .Text("a")
            .Tensor("0", 2, 0, [2], [1])
            .Text("b")
            .Tensor("0", 2, 0, [2], [1])
            .Op('u')
            .Storage("0", 1, 2)
            .Write(folder.File("a.pt"));
        Dictionary<string, Tensor> tensors;
        using (TorchFile file = TorchFileReader.Open(path))
            tensors = TorchFile.Load(file.Dictionary);
        tensors["a"].add_(1);
        tensors["b"].data<float>().ToArray().Should().Equal(1, 2);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__main__", "Net")]
    [InlineData("torch", "load")]
    public void A_name_that_is_not_on_the_list_is_noted_even_where_it_is_not_called(string module, string name)
    {
        using TorchFile file = TorchFileReader.Open(
            new TorchFileBuilder().Op('}').Text("x").Global(module, name).Op('s').Write(folder.File("a.pt"))
        );
        file.Inert.Should().Equal($"{module}.{name}");
    }

    [Theory]
    [InlineData(3, new long[] { 2, 2 }, new long[] { 2, 1 })]
    [InlineData(0, new long[] { 3, 2 }, new long[] { 2, 1 })]
    [InlineData(0, new long[] { 2, 2 }, new long[] { 3, 1 })]
    [InlineData(-1, new long[] { 2 }, new long[] { 1 })]
    [InlineData(3, new long[] { 2 }, new long[] { -1 })]
    [InlineData(0, new long[] { -2 }, new long[] { 1 })]
    [InlineData(0, new long[] { 2 }, new long[] { 1, 1 })]
    [InlineData(0, new long[] { long.MaxValue, long.MaxValue }, new long[] { 0, 0 })]
    [InlineData(0, new long[] { 1L << 40 }, new long[] { 0 })]
    [InlineData(0, new long[] { 2 }, new long[] { long.MaxValue })]
    public void A_view_that_leaves_its_storage_is_refused(long offset, long[] shape, long[] strides) =>
        folder
            .RefusalOf(new TorchFileBuilder().Tensor("0", 4, offset, shape, strides).Storage("0", 1, 2, 3, 4))
            .Should()
            .Contain("a.pt")
            .And.NotContain("\n");

    [Fact]
    public void An_expanded_tensor_is_read()
    {
        using TorchFile file = TorchFileReader.Open(
            new TorchFileBuilder().Tensor("0", 1, 0, [2, 3], [0, 0]).Storage("0", 5).Write(folder.File("a.pt"))
        );
        ((StoredTensor)file.Content!).ToTensor().data<float>().ToArray().Should().Equal(5, 5, 5, 5, 5, 5);
    }

    [Fact]
    public void Storages_must_be_there_in_their_size_and_one_type()
    {
        folder.RefusalOf(new TorchFileBuilder().Tensor("0", 4, 0, [4], [1])).Should().Contain("storage 0 is not in it");
        folder
            .RefusalOf(new TorchFileBuilder().Tensor("0", 4, 0, [4], [1]).Storage("0", 1, 2, 3))
            .Should()
            .Contain("should have 16 bytes and has 12");
        folder
            .RefusalOf(new TorchFileBuilder().Tensor("0", long.MaxValue / 2, 0, [4], [1]).Storage("0", 1))
            .Should()
            .Contain("a.pt");
        folder
            .RefusalOf(
                new TorchFileBuilder()
                    .Tensor("0", 1, 0, [1], [1])
                    .Tensor("0", 1, 0, [1], [1], "IntStorage")
                    .Storage("0", 1)
            )
            .Should()
            .Contain("two types or sizes");
    }
}
