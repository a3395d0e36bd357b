namespace RobustRepro.Checkpoints;

/// <summary>A part of a storage, as files of PyTorch before 0.4 refer to it.</summary>
/// <param name="Offset">In values.</param>
/// <param name="Count">In values.</param>
internal sealed record StorageView(Storage Storage, long Offset, long Count);
