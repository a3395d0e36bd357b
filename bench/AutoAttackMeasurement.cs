using System.Text.Json;

namespace RobustRepro.Bench;

/// <summary>One evaluation by AutoAttack, as both sides print it.</summary>
/// <param name="Right">Images that are answered correctly whatever was tried.</param>
/// <param name="CpuSeconds">Of processor time: what to compare on a machine with other work.</param>
/// <param name="Version">Of the library that computed.</param>
internal sealed record AutoAttackMeasurement(int Images, int Right, double Seconds, double CpuSeconds, string Version)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <param name="output">The last line is the measurement.</param>
    public static AutoAttackMeasurement FromJson(string output) =>
        JsonSerializer.Deserialize<AutoAttackMeasurement>(output.TrimEnd().Split('\n')[^1], Format)
        ?? throw new InvalidDataException("no measurement was printed");
}
