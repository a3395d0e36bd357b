using RobustRepro.Models;

namespace RobustRepro.Checkpoints.Structure;

/// <summary>Where a file has a network, and what it has beside it.</summary>
/// <param name="Key">Keys that lead to its dictionary, joined by dots; null at the top.</param>
/// <param name="Prefix">What is taken from the front of all its names.</param>
/// <param name="Weights">By the architecture's names, in the order of the file.</param>
/// <param name="Renamed">In words.</param>
/// <param name="Ignored">In words.</param>
/// <param name="Normalizations">By the name of their mean.</param>
internal sealed record NetworkLayout(
    string? Key,
    string Prefix,
    IReadOnlyDictionary<string, StoredTensor> Weights,
    IReadOnlyList<string> Renamed,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<KeyValuePair<string, Normalization>> Normalizations
);
