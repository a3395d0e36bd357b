using System.Text.Json;

namespace RobustRepro.Bench;

/// <summary>What one run of <c>bench/measuring</c> printed.</summary>
/// <param name="Networks">How many were measured.</param>
/// <param name="Total">Seconds.</param>
/// <param name="Judging">Of them, after the last network was measured.</param>
/// <param name="Processor">Seconds of all cores, which other work on the machine changes less than
/// <paramref name="Total"/>.</param>
/// <param name="Verdicts">By claim and architecture.</param>
/// <param name="Stages">Seconds by stage, summed over networks that are measured side by side.</param>
internal sealed record MeasuringRun(
    int Networks,
    double Total,
    double Judging,
    double Processor,
    double PeakMebibytes,
    IReadOnlyDictionary<string, string> Verdicts,
    IReadOnlyDictionary<string, double> Stages
)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static MeasuringRun FromJson(string line) =>
        JsonSerializer.Deserialize<MeasuringRun>(line, Format)
        ?? throw new InvalidDataException($"'{line}' is not what bench/measuring prints");
}
