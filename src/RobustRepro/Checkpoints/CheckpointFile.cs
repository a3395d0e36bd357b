using RobustRepro.Checkpoints.Structure;
using RobustRepro.Files;
using RobustRepro.Files.Pickles;
using RobustRepro.Models;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>An open checkpoint of any known format: the weights of one network by their own names, to be read while it
/// is open, and what else was found.</summary>
public sealed class CheckpointFile : IDisposable
{
    private static readonly string[] StateDictKeys = ["model", "state_dict"];

    /// <summary>Names of what was passed over that are listed.</summary>
    private const int MostInert = 40;

    private readonly IDisposable source;
    private readonly NetworkLayout layout;

    private CheckpointFile(
        string path,
        CheckpointFormat format,
        NetworkLayout layout,
        IEnumerable<string> ignored,
        IReadOnlyDictionary<string, string> metadata,
        IDisposable source,
        IEnumerable<string>? unread = null
    )
    {
        this.source = source;
        this.layout = layout;
        FilePath = path;
        Metadata = metadata;
        Normalizations = [.. layout.Normalizations.Concat(CheckpointMetadata.Normalization(path, metadata))];
        Summary = new(
            format,
            layout.Key,
            layout.Prefix,
            layout.Renamed,
            [.. layout.Ignored, .. ignored],
            Normalizations is [var (_, first), ..] ? first : null
        )
        {
            Unread = [.. unread ?? []],
        };
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

    /// <summary>Opens a file of torch.save (zip, legacy or tar) or safetensors, whatever its extension. Reads no
    /// weights yet.</summary>
    /// <param name="path">Where the file holds several networks, with <c>#</c> and the place of one
    /// (<see cref="CheckpointPath"/>).</param>
    /// <param name="architecture">What is looked for in it; null for any of the suite.</param>
    /// <exception cref="InvalidInputException">The file is missing, damaged, of another format, holds no state dict, or
    /// several and does not say which is meant.</exception>
    public static CheckpointFile Open(string path, Architecture? architecture = null)
    {
        (string file, string? part) = CheckpointPath.Of(path);
        InputFile.Require(file);
        return IsSafetensors(file) ? OpenSafetensors(file, part, architecture) : OpenTorch(file, part, architecture);
    }

    /// <summary>All weights, in their own types, on the CPU. The caller owns them.</summary>
    /// <exception cref="InvalidInputException">Values are damaged or not all there.</exception>
    public Dictionary<string, Tensor> ReadAll() => StoredTensors.Load([.. Weights]);

    /// <summary>Weights with values that are no finite numbers (NaN or infinite), and how many. Reads all
    /// values.</summary>
    /// <exception cref="InvalidInputException">Values are damaged or not all there.</exception>
    public IReadOnlyDictionary<string, long> NotFinite()
    {
        var found = new OrderedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string name in Weights.Keys)
            found.Add(name, 0);
        using IDisposable scope = TorchSharp.torch.NewDisposeScope();
        StoredTensors.Visit(
            Weights,
            (name, values) =>
            {
                if (!values.is_floating_point())
                    return;
                using Tensor finite = values.isfinite();
                using Tensor count = finite.sum();
                found[name] = values.numel() - count.item<long>();
            }
        );
        return new OrderedDictionary<string, long>(found.Where(f => f.Value > 0), StringComparer.Ordinal);
    }

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

    private static CheckpointFile OpenSafetensors(string path, string? part, Architecture? architecture)
    {
        SafetensorsReader file = SafetensorsReader.Open(path);
        return Closing(
            file,
            () =>
            {
                if (file.Tensors.Count == 0)
                    throw new InvalidInputException($"{path}: holds no tensors");
                var content = new PickleEntries();
                foreach ((string name, StoredTensor tensor) in file.Tensors)
                    content.Set(name, tensor);
                NetworkLayout layout =
                    new NetworkChoice(path, FlatTensors.Of(content), part).Make(architecture)
                    ?? new StateDictLayout(path, null, file.Tensors).Layout;
                return new(path, CheckpointFormat.Safetensors, layout, [], file.Metadata, file);
            }
        );
    }

    private static CheckpointFile OpenTorch(string path, string? part, Architecture? architecture)
    {
        TorchFile file = TorchFileReader.Open(path);
        return Closing(
            file,
            () =>
            {
                IReadOnlyList<FlatTensor> tensors = FlatTensors.Of(file.Content);
                NetworkLayout layout =
                    new NetworkChoice(path, tensors, part).Make(architecture) ?? Largest(path, file, tensors);
                List<string> ignored = [.. Beside(file.Content, layout.Key ?? "")];
                if (file.Inert.Count > 0)
                {
                    string more = file.Inert.Count > MostInert ? $", {file.Inert.Count - MostInert} more" : "";
                    ignored.Add(
                        "objects that are never made ("
                            + $"{string.Join(", ", file.Inert.Take(MostInert).Select(Printable.Name))}{more})"
                    );
                }
                IEnumerable<string> unread = FlatTensors
                    .Unread(file.Content, layout.Key ?? "")
                    .Select(u => $"'{Printable.Name(u.Name)}' is {u.Kind}");
                return new(path, file.Format, layout, ignored, new Dictionary<string, string>(), file, unread);
            }
        );
    }

    /// <summary>For a file without a network of the suite: the state dict of the usual keys, else the dictionary with
    /// the most tensors.</summary>
    private static NetworkLayout Largest(string path, TorchFile file, IReadOnlyList<FlatTensor> tensors)
    {
        if (tensors.Count == 0)
            throw new InvalidInputException(
                $"{path}: holds no state dict{Instead(file.Content)}"
                    + (
                        file.Inert.Count == 0
                            ? ""
                            : $"; '{Printable.Name(file.Inert.First())}' in it could run code and is never made: "
                                + "save the "
                                + "network's state_dict() instead"
                    )
            );
        IGrouping<string, FlatTensor>[] levels = [.. tensors.GroupBy(t => t.Level)];
        IGrouping<string, FlatTensor> chosen =
            StateDictKeys
                .Append("")
                .Select(k => levels.FirstOrDefault(l => l.Key == k))
                .FirstOrDefault(l => l is not null)
            ?? levels.MaxBy(l => l.Count())!;
        return new StateDictLayout(
            path,
            chosen.Key.Length == 0 ? null : chosen.Key,
            [.. chosen.Select(t => KeyValuePair.Create(t.Own, t.Tensor))]
        ).Layout;
    }

    private static string Instead(object? content) =>
        content switch
        {
            PickleEntries { All.Count: 0 } =>
                ": the dictionary that was saved is empty; save the network's state_dict()",
            PickleEntries entries => $"; it holds {string.Join(", ", entries.Describe(_ => true))}",
            InertObject or PickleGlobal => $" but an object '{Printable.Name(content.ToString()!)}'",
            _ => ", and holds no dictionary at its top",
        };

    /// <summary>What stands beside the state dict on each level that leads to it, and in it without being a
    /// tensor.</summary>
    private static IEnumerable<string> Beside(object? content, string level)
    {
        if (content is not PickleEntries entries)
            return [];
        if (level.Length == 0)
            return entries.Describe(e => e.Value is not StoredTensor);
        foreach ((object key, object? value) in entries.All)
        {
            if ($"{key}" is var name && (level == name || level.StartsWith(name + ".", StringComparison.Ordinal)))
                return Beside(value, level[name.Length..].TrimStart('.'))
                    .Concat(entries.Describe(e => !key.Equals(e.Key)));
        }
        return [];
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
