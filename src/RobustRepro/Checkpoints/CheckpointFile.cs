using RobustRepro.Models;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>An open checkpoint of any known format: the weights of one network by their own names, to be read while it
/// is open, and what else was found.</summary>
public sealed class CheckpointFile : IDisposable
{
    private static readonly string[] StateDictKeys = ["model", "state_dict"];

    private readonly IDisposable source;
    private readonly StateDictLayout layout;

    private CheckpointFile(
        string path,
        CheckpointFormat format,
        string? key,
        IReadOnlyCollection<KeyValuePair<string, StoredTensor>> tensors,
        IEnumerable<string> ignored,
        IReadOnlyDictionary<string, string> metadata,
        IDisposable source
    )
    {
        if (tensors.Count == 0)
            throw new InvalidInputException($"{path}: holds no tensors");
        this.source = source;
        layout = new(path, tensors);
        FilePath = path;
        Metadata = metadata;
        Normalizations = [.. layout.Normalizations.Concat(CheckpointMetadata.Normalization(path, metadata))];
        Summary = new(
            format,
            key,
            layout.Prefix,
            layout.Renamed,
            [.. layout.Ignored, .. ignored],
            Normalizations is [var (_, first), ..] ? first : null
        );
    }

    public string FilePath { get; }

    /// <summary>Named as in torchvision's network, in the order of the file.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Weights => layout.Weights;

    /// <summary>Text beside the tensors of a safetensors file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public CheckpointSummary Summary { get; }

    /// <summary>Normalisations that the file says its network was trained with, by the name of their mean: the
    /// robustness library writes its own twice.</summary>
    internal IReadOnlyList<KeyValuePair<string, Normalization>> Normalizations { get; }

    /// <summary>Opens a file of torch.save (zip or legacy) or safetensors, whatever its extension. Reads no weights
    /// yet.</summary>
    /// <exception cref="InvalidInputException">The file is missing, damaged, of another format, names something that
    /// could run code, or holds no state dict.</exception>
    public static CheckpointFile Open(string path)
    {
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: no such file");
        return IsSafetensors(path) ? OpenSafetensors(path) : OpenTorch(path);
    }

    /// <summary>All weights, in their own types, on the CPU. The caller owns them.</summary>
    /// <exception cref="InvalidInputException">Values are damaged or not all there.</exception>
    public Dictionary<string, Tensor> ReadAll() => StoredTensors.Load([.. Weights]);

    public void Dispose() => source.Dispose();

    private static bool IsSafetensors(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            return FileFormats.Of(stream) == CheckpointFormat.Safetensors;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException($"{path}: cannot be read as a checkpoint: {e.Message}", e);
        }
    }

    private static CheckpointFile OpenSafetensors(string path)
    {
        SafetensorsReader file = SafetensorsReader.Open(path);
        return Closing(
            file,
            () => new(path, CheckpointFormat.Safetensors, null, file.Tensors, [], file.Metadata, file)
        );
    }

    private static CheckpointFile OpenTorch(string path)
    {
        TorchFile file = TorchFileReader.Open(path);
        return Closing(
            file,
            () =>
            {
                TorchEntries root = file.Dictionary;
                string? key = StateDictKeys.FirstOrDefault(k => root.Nested(k)?.Tensors.Any() == true);
                TorchEntries stateDict = key is null ? root : root.Nested(key)!;
                if (!stateDict.Tensors.Any())
                    throw new InvalidInputException(
                        $"{path}: holds no state dict, neither at its top nor under "
                            + $"{string.Join(" or ", StateDictKeys.Select(k => $"'{k}'"))}; it holds "
                            + $"{string.Join(", ", root.Describe(_ => true))}"
                    );
                List<string> ignored = [.. stateDict.Describe(e => e.Value is not StoredTensor)];
                if (key is not null)
                    ignored.AddRange(root.Describe(e => !key.Equals(e.Key)));
                if (file.Inert.Count > 0)
                    ignored.Add($"objects that are never made ({string.Join(", ", file.Inert)})");
                return new(
                    path,
                    file.Format,
                    key,
                    [.. stateDict.Tensors],
                    ignored,
                    new Dictionary<string, string>(),
                    file
                );
            }
        );
    }

    private static CheckpointFile Closing(IDisposable file, Func<CheckpointFile> open)
    {
        try
        {
            return open();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
