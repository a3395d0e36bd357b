using System.Text.Json;

namespace RobustRepro.Bench;

/// <summary>Loads of one file, as both sides print them.</summary>
/// <param name="First">Seconds of the first load in a new process.</param>
/// <param name="Later">Seconds of the median of those that follow.</param>
/// <param name="Total">Sum of the sizes of all values of the network, 0 for tensors: equal on both sides, or they do
/// not load the same.</param>
/// <param name="PeakMebibytes">Largest resident memory above what the process had before its first load.</param>
/// <param name="Version">Of the library that loads.</param>
internal sealed record LoadMeasurement(double First, double Later, double Total, double PeakMebibytes, string Version)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static LoadMeasurement FromJson(string json) =>
        JsonSerializer.Deserialize<LoadMeasurement>(json, Format)
        ?? throw new InvalidDataException("no measurement was printed");
}
