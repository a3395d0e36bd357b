using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>Networks from weight files of others: torch.save's (zip and legacy) and safetensors, of torchvision, the
/// robustness library, RobustBench or the paper's authors.</summary>
public static class Checkpoint
{
    private const string Extension = ".safetensors";

    private const int MostUnreadShown = 5;

    /// <summary>Builds the network and reads its weights, straight into it. The file's content decides what it is, not
    /// its extension.</summary>
    /// <param name="architecture">Of <see cref="ModelRegistry.ImageNet"/>, or
    /// <see cref="ModelRegistry.Small"/>.</param>
    /// <param name="normalization">What the network is to do with pixels. A file that holds a normalisation must hold
    /// this one where it is given; unless given it is the file's, or else the architecture's.</param>
    /// <param name="transformInput">For a GoogLeNet: <see cref="IInputTransform.TransformInput"/>. Unless given, the
    /// file says or its weights show it (<see cref="InputTransform"/>).</param>
    /// <param name="inputSize">Side of the images in pixels, one of the architecture's; unless given the one that fits
    /// the file best.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged, or holds another network or another
    /// normalisation; or it is a GoogLeNet's and nothing tells of its input.</exception>
    public static LoadedCheckpoint Load(
        string path,
        Architecture architecture,
        Normalization? normalization = null,
        bool? transformInput = null,
        int? inputSize = null
    )
    {
        using CheckpointFile file = CheckpointFile.Open(path, architecture);
        normalization = Normalizing(path, file, normalization ?? file.Summary.Normalization, architecture);
        (int fitting, int classes) = CheckpointFit.Size(file, architecture);
        int size = inputSize ?? fitting;
        NormalizedModel model = ModelRegistry.Create(architecture, size, classes, normalization);
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
                throw CheckpointFit.Misfit(file, new(architecture, size, classes, problems));
            StateDict.Read(model.Network, file.Weights);
            StateDict.RequireFinite(model.Network, path);
            model.eval();
            InputTransform? transform = null;
            if (model.Network is IInputTransform network)
            {
                transform = InputTransform.Of(file, transformInput);
                network.TransformInput = transform.On ?? throw transform.Undecided(path);
            }
            string[] untrained =
            [
                .. architecture.Auxiliary.Where(a =>
                    !file.Weights.Keys.Any(name => name.StartsWith(a + ".", StringComparison.Ordinal))
                ),
            ];
            return new(model, file.Summary, classes, transform, untrained);
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
    /// <param name="transformInput">For a GoogLeNet, as in <see cref="Load"/>; where nothing tells, the converted file
    /// does not say it either.</param>
    /// <returns>The architecture that fits, or null.</returns>
    /// <exception cref="InvalidInputException">As for <see cref="Load"/>; nothing is written.</exception>
    public static CheckpointFit? Convert(
        string path,
        string output,
        Architecture? architecture = null,
        bool? transformInput = null
    )
    {
        if (!output.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException(
                $"{output}: the converted file is a safetensors file, name it *{Extension}"
            );
        using CheckpointFile file = CheckpointFile.Open(path, architecture);
        CheckpointFit best = architecture is null ? CheckpointFit.All(file)[0] : CheckpointFit.Of(file, architecture);
        if (architecture is not null && best.Problems.Count > 0)
            throw CheckpointFit.Misfit(file, best);
        CheckpointFit? fit = best.Problems.Count == 0 ? best : null;
        // beside a whole network they are none of it; of anything else they may be a part
        if (fit is null && file.Summary.Unread is { Count: > 0 } unread)
            throw new InvalidInputException(
                $"{path}: not all of it can be converted: {string.Join(", ", unread.Take(MostUnreadShown))}"
                    + (unread.Count > MostUnreadShown ? $" and {unread.Count - MostUnreadShown} more" : "")
                    + "; save it again with dense tensors of real numbers in their place, or without them"
            );
        Safetensors.Write(output, file.Weights, CheckpointMetadata.Of(file, fit?.Architecture, transformInput));
        return fit;
    }

    /// <exception cref="InvalidInputException">The file says another one.</exception>
    private static Normalization Normalizing(
        string path,
        CheckpointFile file,
        Normalization? asked,
        Architecture architecture
    )
    {
        Normalization taken = asked ?? architecture.Normalization;
        foreach ((string name, Normalization found) in file.Normalizations.Where(n => !n.Value.IsCloseTo(taken)))
            throw new InvalidInputException(
                $"{path}: its network was trained on pixels normalised by {found} ({name}), here they would "
                    + $"be by {taken}: take a network trained for these data"
            );
        return taken;
    }
}
