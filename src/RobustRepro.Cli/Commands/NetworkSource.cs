using System.Globalization;
using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Training;

namespace RobustRepro.Cli.Commands;

/// <summary>A network of the suite from a weight file of any origin.</summary>
internal static class NetworkSource
{
    /// <param name="architecture">For files of others: what they hold; whatever fits unless given.</param>
    /// <exception cref="InvalidInputException">The file is damaged, or holds no network of the suite.</exception>
    public static (NormalizedModel Model, Architecture Architecture, int Size, int Classes) Load(
        string path,
        string? architecture
    )
    {
        using CheckpointFile file = CheckpointFile.Open(path);
        if (
            file.Metadata.TryGetValue("study", out string? study)
            && file.Metadata.TryGetValue("network", out string? network)
            && file.Metadata.TryGetValue("inputSize", out string? size)
            && file.Metadata.TryGetValue("classes", out string? classes)
        )
        {
            Architecture own = ModelRegistry.Find(NetworkId.Parse(network).Architecture);
            return (
                WeightFile.Load(path, own.Name, study),
                own,
                int.Parse(size, CultureInfo.InvariantCulture),
                int.Parse(classes, CultureInfo.InvariantCulture)
            );
        }
        CheckpointFit fit = architecture is null
            ? CheckpointFit.All(file)[0]
            : CheckpointFit.Of(file, ModelRegistry.Find(architecture, ModelRegistry.ImageNet));
        if (fit.Problems.Count > 0)
            throw new InvalidInputException($"{path}: holds no network of the suite: {fit.ProblemList}");
        LoadedCheckpoint loaded = Checkpoint.Load(path, fit.Architecture);
        return (loaded.Model, fit.Architecture, fit.InputSize, loaded.Classes);
    }
}
