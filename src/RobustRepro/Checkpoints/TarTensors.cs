using RobustRepro.Files.Pickles;

namespace RobustRepro.Checkpoints;

/// <summary>What the object of a <see cref="TorchTarReader">tar file</see> may refer to: its tensors, by their
/// keys.</summary>
internal sealed class TarTensors(TorchObjects objects, IReadOnlyDictionary<string, StoredTensor> tensors)
    : IPickleObjects
{
    public void Admit(PickleGlobal global) => objects.Admit(global);

    public object? Build(object? called, object?[] arguments) => objects.Build(called, arguments);

    /// <summary>A class goes by (class, its file, its source), a tensor by its key.</summary>
    public object? Persistent(object? id) =>
        id is object?[] parts && parts is [PickleGlobal type, ..] ? type
        : tensors.TryGetValue(TorchTarReader.Key(id), out StoredTensor? tensor) ? tensor
        : throw new InvalidDataException("it refers to a tensor that is not in it");
}
