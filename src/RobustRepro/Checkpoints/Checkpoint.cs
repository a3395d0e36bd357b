using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>Networks from weight files of others: torch.save's (zip and legacy) and safetensors, of torchvision, the
/// robustness library, RobustBench or the paper's authors.</summary>
public static class Checkpoint
{
    private const string Extension = ".safetensors";

    /// <summary>Builds the network and reads its weights, straight into it. The file's content decides what it is, not
    /// its extension.</summary>
    /// <param name="architecture">Of <see cref="ModelRegistry.ImageNet"/>, or
    /// <see cref="ModelRegistry.Small"/>.</param>
    /// <param name="normalization">What the network is to do with pixels; the architecture's unless given. A file that
    /// holds a normalisation must hold this one.</param>
    /// <param name="transformInput">For a GoogLeNet: <see cref="IInputTransform.TransformInput"/>. Unless given it is
    /// on for a plain state dict, as torchvision publishes, and off for one with a key or prefix around it, as the
    /// robustness library saves.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged, could run code, or holds another network
    /// or another normalisation.</exception>
    public static LoadedCheckpoint Load(
        string path,
        Architecture architecture,
        Normalization? normalization = null,
        bool? transformInput = null
    )
    {
        using CheckpointFile file = CheckpointFile.Open(path);
        normalization ??= architecture.Normalization;
        foreach (
            (string name, Normalization found) in file.Normalizations.Where(n => !n.Value.IsCloseTo(normalization))
        )
            throw new InvalidInputException(
                $"{path}: its network was trained on pixels normalised by {found} ({name}), here they would "
                    + $"be by {normalization}: take a network trained for these data"
            );
        (int inputSize, int classes) = CheckpointFit.Size(file, architecture);
        NormalizedModel model = ModelRegistry.Create(architecture, inputSize, classes, normalization);
        try
        {
            if (
                StateDict.Problems(
                    model.Network,
                    file.Weights.ToDictionary(w => w.Key, w => w.Value.Shape),
                    architecture.Auxiliary
                ) is
                { Count: > 0 } problems
            )
                throw CheckpointFit.Misfit(file, new(architecture, inputSize, classes, problems));
            StateDict.Read(model.Network, file.Weights);
            model.eval();
            bool? transforms = null;
            if (model.Network is IInputTransform network)
                transforms = network.TransformInput = transformInput ?? TransformsInput(file);
            string[] untrained =
            [
                .. architecture.Auxiliary.Where(a =>
                    !file.Weights.Keys.Any(name => name.StartsWith(a + ".", StringComparison.Ordinal))
                ),
            ];
            return new(model, file.Summary, classes, transforms, untrained);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes the weights of a file by torchvision's names, in their own types, with what the file says of
    /// them as metadata.</summary>
    /// <param name="output">A safetensors file, written atomically.</param>
    /// <param name="architecture">Which the file must fit; unless given, whatever it holds is converted.</param>
    /// <returns>The architecture that fits, or null.</returns>
    /// <exception cref="InvalidInputException">As for <see cref="Load"/>; nothing is written.</exception>
    public static CheckpointFit? Convert(string path, string output, Architecture? architecture = null)
    {
        if (!output.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException(
                $"{output}: the converted file is a safetensors file, name it *{Extension}"
            );
        using CheckpointFile file = CheckpointFile.Open(path);
        CheckpointFit best = architecture is null ? CheckpointFit.All(file)[0] : CheckpointFit.Of(file, architecture);
        if (architecture is not null && best.Problems.Count > 0)
            throw CheckpointFit.Misfit(file, best);
        CheckpointFit? fit = best.Problems.Count == 0 ? best : null;
        Safetensors.Write(output, file.Weights, CheckpointMetadata.Of(file, fit?.Architecture));
        return fit;
    }

    /// <summary>What a file says or shows about a GoogLeNet's input.</summary>
    internal static bool TransformsInput(CheckpointFile file) =>
        CheckpointMetadata.TransformsInput(file.Metadata)
        ?? (file.Summary.Key is null && file.Summary.Prefix.Length == 0);
}
