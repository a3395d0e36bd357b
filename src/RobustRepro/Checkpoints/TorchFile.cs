using RobustRepro.Files.Pickles;
using static TorchSharp.torch;

namespace RobustRepro.Checkpoints;

/// <summary>
/// An open file of torch.save. Its values are long, double, bool, string, null, <c>object?[]</c> for tuples,
/// <c>List&lt;object?&gt;</c> for lists, <see cref="PickleEntries"/>, <see cref="StoredTensor"/>, and
/// <see cref="InertObject"/> or another record of a name where something is passed over; tensors are read while the
/// file is open.
/// </summary>
internal sealed class TorchFile : IDisposable
{
    private readonly IDisposable source;

    internal TorchFile(
        string path,
        CheckpointFormat format,
        object? content,
        IReadOnlyCollection<string> inert,
        IDisposable source
    )
    {
        FilePath = path;
        Format = format;
        Content = content;
        Inert = inert;
        this.source = source;
    }

    public string FilePath { get; }

    public CheckpointFormat Format { get; }

    /// <summary>What was saved. A list may contain itself.</summary>
    public object? Content { get; }

    /// <summary>Python names in the file that were passed over (<see cref="InertObject"/>).</summary>
    public IReadOnlyCollection<string> Inert { get; }

    /// <summary>The dictionary that was saved.</summary>
    /// <exception cref="InvalidInputException">Something else was.</exception>
    public PickleEntries Dictionary =>
        Content as PickleEntries
        ?? throw new InvalidInputException(
            $"{FilePath}: holds no dictionary at its top, expected a state dict or a checkpoint with one"
        );

    /// <summary>The tensors of a dictionary, by name. The caller owns them.</summary>
    public static Dictionary<string, Tensor> Load(PickleEntries dictionary) =>
        StoredTensors.Load([.. dictionary.Tensors]);

    public void Dispose() => source.Dispose();
}
