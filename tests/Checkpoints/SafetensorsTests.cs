using System.Buffers.Binary;
using System.Text;
using RobustRepro.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string Path => folder.File("a.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Every_type_and_shape_comes_back_as_it_went()
    {
        ScalarType[] types =
        [
            ScalarType.Float32,
            ScalarType.Float64,
            ScalarType.Float16,
            ScalarType.BFloat16,
            ScalarType.Int64,
            ScalarType.Int32,
            ScalarType.Int16,
            ScalarType.Int8,
            ScalarType.Byte,
            ScalarType.Bool,
        ];
        Dictionary<string, Tensor> tensors = types.ToDictionary(t => t.ToString(), t => (randn(3, 4) * 50).abs().to(t));
        tensors["scalar"] = tensor(3.5f);
        tensors["empty"] = zeros(0, 4);
        tensors["transposed"] = randn(3, 5).t();
        tensors["tracked"] = randn(3).requires_grad_(true);
        Safetensors.Write(
            Path,
            tensors,
            new Dictionary<string, string> { ["recipe"] = "a \"quoted\"\nline", ["seed"] = "1" }
        );

        using SafetensorsFile file = Safetensors.Read(Path);
        file.Metadata.Should()
            .BeEquivalentTo(new Dictionary<string, string> { ["recipe"] = "a \"quoted\"\nline", ["seed"] = "1" });
        file.Tensors.Keys.Should().BeEquivalentTo(tensors.Keys);
        foreach ((string name, Tensor expected) in tensors)
        {
            file.Tensors[name].dtype.Should().Be(expected.dtype, name);
            file.Tensors[name].shape.Should().Equal(expected.shape, name);
            file.Tensors[name].eq(expected).all().item<bool>().Should().BeTrue(name);
        }
    }

    [Fact]
    public void Values_stand_where_the_format_puts_them()
    {
        Safetensors.Write(
            Path,
            new Dictionary<string, Tensor> { ["b"] = tensor([1f, 2f]), ["a"] = tensor(new long[] { 7 }) }
        );
        byte[] bytes = File.ReadAllBytes(Path);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        (header % 8).Should().Be(0);
        Encoding
            .UTF8.GetString(bytes, 8, header)
            .TrimEnd()
            .Should()
            .Be(
                """{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"b":"""
                    + """{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"""
            );
        bytes[(8 + header)..]
            .Should()
            .Equal([.. BitConverter.GetBytes(7L), .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)]);
    }

    [Fact]
    public void Equal_content_gives_equal_bytes_in_whatever_order_it_came()
    {
        Tensor a = randn(3),
            b = randn(2, 2);
        Safetensors.Write(
            Path,
            new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b },
            new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" }
        );
        Safetensors.Write(
            folder.File("b.safetensors"),
            new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a },
            new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" }
        );
        File.ReadAllBytes(Path).Should().Equal(File.ReadAllBytes(folder.File("b.safetensors")));
    }

    [Fact]
    public void A_file_cut_anywhere_is_one_error_that_names_it()
    {
        Safetensors.Write(
            Path,
            new Dictionary<string, Tensor> { ["a"] = randn(20), ["b"] = randn(3) },
            new Dictionary<string, string> { ["k"] = "v" }
        );
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 0; length < whole.Length; length += 5)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Reading(Path)
                .Should()
                .Throw<InvalidInputException>()
                .Which.Message.Should()
                .StartWith(Path)
                .And.NotContain("\n");
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}""", "*'a' has dtype 'F99'; known: *F32*")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""",
        "*'a' (F32 [[]1[]]) does not fit its bytes 0..8 of 8*"
    )]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "*does not fit*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "*does not fit*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}""", "*does not fit*")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""", "*negative size*")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""",
        "*not a valid safetensors file*"
    )]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "*not a valid safetensors file*")]
    [InlineData("""[1, 2]""", "*not a valid safetensors file*")]
    [InlineData("""no json""", "*not a valid safetensors file*")]
    public void A_header_that_lies_is_refused(string header, string message)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(Path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[8]]);
        Reading(Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                message.Replace("[[]", "[", StringComparison.Ordinal).Replace("[]]", "]", StringComparison.Ordinal)
            )
            .Which.Message.Should()
            .StartWith(Path);
    }

    [Fact]
    public void Bytes_behind_the_last_tensor_are_refused()
    {
        Safetensors.Write(Path, new Dictionary<string, Tensor> { ["a"] = randn(20), ["b"] = randn(3) });
        File.AppendAllText(Path, "more");
        Reading(Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"{Path}: 4 bytes stand behind the last tensor, where the file should end: damaged, *");
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1000)]
    public void A_header_longer_than_the_file_is_refused(long length)
    {
        File.WriteAllBytes(Path, [.. BitConverter.GetBytes(length), .. new byte[20]]);
        Reading(Path)
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"*the header claims {length} bytes of a file of 28*");
    }

    [Fact]
    public void A_missing_file_and_a_type_without_a_name_are_errors()
    {
        Reading(folder.File("absent"))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*absent: there is no such file");
        FluentActions
            .Invoking(() => Safetensors.Write(Path, new Dictionary<string, Tensor> { ["c"] = zeros([2], complex64) }))
            .Should()
            .Throw<NotSupportedException>()
            .WithMessage("*'c'*");
        File.Exists(Path).Should().BeFalse();
    }

    private static Action Reading(string path) => () => Safetensors.Read(path).Dispose();
}
