namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>Every reader of files that come from strangers.</summary>
internal static class FuzzedReaders
{
    public static IReadOnlyList<FuzzedReader> All { get; } =
    [
        .. CheckpointReaders.All,
        .. OnnxReaders.All,
        .. TableReaders.All,
        .. BrodenReaders.All,
        .. JsonReaders.All,
        .. StoreReaders.All,
        .. ImageReaders.All,
        .. ArchiveReaders.All,
    ];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static FuzzedReader Find(string name) =>
        All.FirstOrDefault(r => r.Name == name)
        ?? throw new ArgumentException($"no reader '{name}'; known: {string.Join(", ", All)}", nameof(name));
}
