using System.Text.Json;
using RobustRepro.Imaging;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Tests.Reference;
using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Conformance;

/// <summary>Contours against the edges that scikit-image finds, pixel by pixel.</summary>
public sealed class ContourConformanceTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [ReferenceFact("edges/expected.json")]
    public void Contours_are_those_of_scikit_image_to_the_pixel()
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllText(ReferenceData.Path("edges", "expected.json"))
        );
        JsonElement[] cases = [.. document.RootElement.EnumerateArray()];
        cases.Should().NotBeEmpty();
        foreach (JsonElement expected in cases)
        {
            string name = expected.GetProperty("edges").GetString()!;
            Tensor image = Grey(expected.GetProperty("image").GetString()!);
            Tensor edges = Contours.Apply(
                image,
                expected.GetProperty("sigma").GetDouble(),
                expected.GetProperty("low_threshold").GetDouble(),
                expected.GetProperty("high_threshold").GetDouble()
            );
            edges[0, 0].sum().item<float>().Should().Be(expected.GetProperty("edge_pixels").GetInt32(), name);
            edges.ne(Grey(name).gt(0)).sum().item<long>().Should().Be(0, name);
        }
    }

    private static Tensor Grey(string file)
    {
        using SKBitmap bitmap = SKBitmap.Decode(ReferenceData.Path("edges", file));
        byte[] values =
        [
            .. Enumerable
                .Range(0, bitmap.Width * bitmap.Height)
                .Select(p => bitmap.GetPixel(p % bitmap.Width, p / bitmap.Width).Red),
        ];
        return Pixels
            .ToFloat(tensor(values, [1, 1, bitmap.Height, bitmap.Width]))
            .expand(1, 3, bitmap.Height, bitmap.Width)
            .contiguous();
    }
}
