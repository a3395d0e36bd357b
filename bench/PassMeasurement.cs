using System.Text.Json;

namespace RobustRepro.Bench;

/// <summary>Passes of one network, as both sides print them.</summary>
/// <param name="Forward">Images per second of the median batch, without gradients.</param>
/// <param name="Gradient">The same for a forward pass and the gradient of the loss with respect to the images.</param>
/// <param name="Parameters">Of the network: equal on both sides, or they do not run the same.</param>
/// <param name="PeakMebibytes">Largest resident memory of the process.</param>
/// <param name="Version">Of the library that computes.</param>
internal sealed record PassMeasurement(
    double Forward,
    double Gradient,
    long Parameters,
    double PeakMebibytes,
    string Version
)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static PassMeasurement FromJson(string json) =>
        JsonSerializer.Deserialize<PassMeasurement>(json, Format)
        ?? throw new InvalidDataException("no measurement was printed");
}
