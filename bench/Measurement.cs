using System.Text.Json;

namespace RobustRepro.Bench;

/// <summary>One run of a training loop, as both sides print it.</summary>
/// <param name="ImagesPerSecond">From the median batch.</param>
/// <param name="Parameters">Of the network: equal on both sides, or they do not train the same.</param>
/// <param name="PeakMebibytes">Largest resident memory of the process.</param>
/// <param name="Version">Of the library that computes.</param>
internal sealed record Measurement(double ImagesPerSecond, long Parameters, double PeakMebibytes, string Version)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static Measurement FromJson(string json) =>
        JsonSerializer.Deserialize<Measurement>(json, Format)
        ?? throw new InvalidDataException("no measurement was printed");
}
