using RobustRepro.Files;
using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>How well an architecture fits a file.</summary>
/// <param name="InputSize">Side of its images in pixels.</param>
/// <param name="Classes">From the file's last layer; 0 where it has no such layer.</param>
/// <param name="Problems">What is missing, unexpected or of another shape; none if it fits.</param>
public sealed record CheckpointFit(
    Architecture Architecture,
    int InputSize,
    int Classes,
    IReadOnlyList<string> Problems
)
{
    private const int MostNames = 6;

    /// <summary>The first few problems, and how many there are.</summary>
    public string ProblemList => StateDict.Listed(Problems);

    public override string ToString() =>
        $"{Architecture.Name} ({(ModelRegistry.ImageNet.Contains(Architecture) ? "ImageNet" : "Small")} "
        + $"networks), {Classes} classes, {InputSize} x {InputSize} pixels";

    /// <summary>All architectures of the suite, the best first.</summary>
    public static IReadOnlyList<CheckpointFit> All(CheckpointFile file) =>
        [
            .. ModelRegistry
                .ImageNet.Concat(ModelRegistry.Small)
                .Select(a => Of(file, a))
                .OrderBy(fit => fit.Classes == 0)
                .ThenBy(fit => fit.Problems.Count),
        ];

    /// <summary>The best of the architecture's input sizes.</summary>
    public static CheckpointFit Of(CheckpointFile file, Architecture architecture) =>
        WithoutHead(file, architecture, out int classes) is { } without
            ? without
            : architecture
                .InputSizes.Select(size => AtSize(file, architecture, size, classes))
                .MinBy(fit => fit.Problems.Count)!;

    /// <summary>The number of classes, from the last layer, and the input size that fits best.</summary>
    /// <exception cref="InvalidInputException">The file has no such last layer.</exception>
    internal static (int InputSize, int Classes) Size(CheckpointFile file, Architecture architecture)
    {
        if (WithoutHead(file, architecture, out int classes) is { } without)
            throw Misfit(file, without);
        return (architecture.InputSizes is [var only] ? only : Of(file, architecture).InputSize, classes);
    }

    /// <summary>The error for a file that was to fit; says what it fits instead.</summary>
    internal static InvalidInputException Misfit(CheckpointFile file, CheckpointFit fit)
    {
        string instead = All(file)[0] is { Problems.Count: 0 } other ? $"; it is a {other}" : "";
        // where it is something else altogether, names tell more than what is missing
        string has =
            instead.Length == 0 && fit.Problems.Any(p => p.StartsWith("missing", StringComparison.Ordinal))
                ? $"; it has {Contents(file)}"
                : "";
        return new($"{file.FilePath}: does not fit {fit.Architecture.Name}: {fit.ProblemList}{instead}{has}");
    }

    private static string Contents(CheckpointFile file)
    {
        string more = file.Weights.Count > MostNames ? $" and {file.Weights.Count - MostNames} more" : "";
        return string.Join(
                ", ",
                file.Weights.Take(MostNames)
                    .Select(w => $"{Printable.Name(w.Key)} [{string.Join(", ", w.Value.Shape.Take(8))}]")
            ) + more;
    }

    /// <summary>The fit of a file without the architecture's last layer; null where it has it.</summary>
    private static CheckpointFit? WithoutHead(CheckpointFile file, Architecture architecture, out int classes)
    {
        string head = architecture.Head + ".weight";
        classes = 0;
        if (!file.Weights.TryGetValue(head, out StoredTensor? last))
            return new(architecture, architecture.InputSizes[0], 0, [$"missing {head}"]);
        // before a network of that size is built; a storage has at most 2 GiB
        if (last.Shape is not [var count and >= 1, var inputs] || inputs != architecture.HeadInputs)
            return new(
                architecture,
                architecture.InputSizes[0],
                0,
                [$"{head} is [{string.Join(", ", last.Shape)}], expected classes x {architecture.HeadInputs}"]
            );
        classes = (int)count;
        return null;
    }

    private static CheckpointFit AtSize(CheckpointFile file, Architecture architecture, int inputSize, int classes)
    {
        using NormalizedModel model = ModelRegistry.Create(
            architecture,
            inputSize,
            classes,
            architecture.Normalization
        );
        return new(
            architecture,
            inputSize,
            classes,
            StateDict.Problems(
                model.Network,
                file.Weights.ToDictionary(w => w.Key, w => w.Value.Shape),
                architecture.Auxiliary
            )
        );
    }
}
