using System.Text;
using RobustRepro.Checkpoints;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>What other writers leave under <c>__metadata__</c>.</summary>
public sealed class SafetensorsMetadataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("null", "")]
    [InlineData("{}", "")]
    [InlineData("""{"epoch":3}""", "epoch = 3")]
    [InlineData("""{"epoch":3.5,"best":null,"more":{"a":[1,2]}}""", "epoch = 3.5; best = null; more = {\"a\":[1,2]}")]
    public void Anything_in_it_is_kept_as_text(string metadata, string expected)
    {
        using CheckpointFile file = CheckpointFile.Open(Write(metadata));
        string.Join("; ", file.Metadata.Select(m => $"{m.Key} = {m.Value}")).Should().Be(expected);
        file.Weights.Keys.Should().Equal("w");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    public void Something_else_in_its_place_is_named(string metadata) =>
        FluentActions
            .Invoking(() => CheckpointFile.Open(Write(metadata)))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage(
                "*a.safetensors: __metadata__ is *, expected an object of texts: write the file again without it"
            );

    private string Write(string metadata)
    {
        byte[] header = Encoding.UTF8.GetBytes(
            "{\"__metadata__\":" + metadata + ""","w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"""
        );
        string path = folder.File("a.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. header, 1]);
        return path;
    }
}
