using RobustRepro.Measuring.Store;

namespace RobustRepro.Tests.Measuring;

/// <summary>A store in a folder of its own, and one measurement to keep in it.</summary>
internal sealed class StoreUnderTest : IDisposable
{
    public static readonly MeasurementKey Key = new(
        "trifeature",
        "googlenet-robust-0",
        "answers",
        "cue-conflict",
        [("weights", "a"), ("code", CodeHash.Value)]
    );

    public StoreUnderTest() => Store = new(Folder.Path) { Warn = Said.Add };

    public TemporaryFolder Folder { get; } = new();

    /// <summary>What the store said, a line each.</summary>
    public List<string> Said { get; } = [];

    public MeasurementStore Store { get; }

    /// <summary>Where the measurement is, or would be.</summary>
    public string Kept => Store.PathOf(Key);

    public void KeepSomething() => Store.Keep(Key, new StoredMeasurement().Put("response", new[] { 3, -1, 7 }));

    public void Dispose() => Folder.Dispose();
}
