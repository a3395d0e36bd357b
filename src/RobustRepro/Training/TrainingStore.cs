using System.Text.Json;
using RobustRepro.Files;

namespace RobustRepro.Training;

/// <summary>The folder of a run: <c>checkpoint.safetensors</c> to go on from and <c>metrics.jsonl</c> with one line per
/// epoch.</summary>
public sealed class TrainingStore(string folder)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>A checkpoint is written after every epoch and whenever this much time has passed since the
    /// last.</summary>
    public TimeSpan SaveInterval { get; init; } = TimeSpan.FromSeconds(30);

    public string CheckpointPath => Path.Combine(folder, "checkpoint.safetensors");

    public string MetricsPath => Path.Combine(folder, "metrics.jsonl");

    public bool HasCheckpoint => File.Exists(CheckpointPath);

    public EpochMetrics? LastMetrics => ReadMetrics() is [.., var last] ? last : null;

    /// <exception cref="InvalidInputException">A line is none of these.</exception>
    public IReadOnlyList<EpochMetrics> ReadMetrics() =>
        File.Exists(MetricsPath) ? [.. File.ReadLines(MetricsPath).Select((text, i) => Read(text, i + 1))] : [];

    internal void Append(EpochMetrics metrics)
    {
        OutputFolder.Create(folder);
        File.AppendAllText(MetricsPath, JsonSerializer.Serialize(metrics, Format) + "\n");
    }

    /// <summary>Drops the lines after the first <paramref name="epochs"/>: a run killed between line and checkpoint
    /// writes its last line again.</summary>
    internal void KeepMetrics(int epochs)
    {
        if (File.Exists(MetricsPath))
            AtomicFile.WriteText(
                MetricsPath,
                string.Concat(File.ReadLines(MetricsPath).Take(epochs).Select(l => l + "\n"))
            );
    }

    private EpochMetrics Read(string text, int line)
    {
        string problem = "it is null";
        try
        {
            if (JsonSerializer.Deserialize<EpochMetrics>(text, Format) is { } metrics)
                return metrics;
        }
        catch (JsonException e)
        {
            problem = Printable.Line(e.Message);
        }
        throw new InvalidInputException(
            $"{MetricsPath}:{line}: no metrics of an epoch ({problem}); take the run's folder away, and train anew"
        );
    }
}
