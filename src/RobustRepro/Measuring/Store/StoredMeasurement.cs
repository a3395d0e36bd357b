using RobustRepro.Files;

namespace RobustRepro.Measuring.Store;

/// <summary>The arrays of one measurement, by name, and when and where they were measured.</summary>
public sealed class StoredMeasurement
{
    private readonly SortedDictionary<string, byte[]> arrays = new(StringComparer.Ordinal);

    /// <summary>A new one, measured now and on this machine.</summary>
    public StoredMeasurement()
        : this(TimeProvider.System.GetUtcNow().UtcDateTime, System.Environment.MachineName) { }

    internal StoredMeasurement(DateTime measuredAt, string machine)
    {
        MeasuredAt = measuredAt;
        Machine = machine;
    }

    /// <summary>UTC.</summary>
    public DateTime MeasuredAt { get; }

    /// <summary>Name of the machine.</summary>
    public string Machine { get; }

    /// <summary>Whether it comes from the store, not from this run.</summary>
    public bool WasRead { get; internal init; }

    /// <summary>Names of the arrays, with their content in NumPy's format, in ordinal order.</summary>
    internal IReadOnlyDictionary<string, byte[]> Arrays => arrays;

    internal void Add(string name, byte[] content) => arrays.Add(name, content);

    /// <param name="values">An array of bool, byte, int, long, float, double or string.</param>
    /// <param name="shape">None for as many values in one row.</param>
    public StoredMeasurement Put(string name, Array values, params int[] shape)
    {
        arrays.Add(name, NpyArray.Write(values, shape));
        return this;
    }

    public bool Has(string name) => arrays.ContainsKey(name);

    /// <summary>Row-major.</summary>
    /// <exception cref="InvalidDataException">There is no such array, or it is of another type.</exception>
    public T[] Get<T>(string name) =>
        arrays.TryGetValue(name, out byte[]? content)
            ? NpyArray.Read<T>(content)
            : throw new InvalidDataException($"it has no array '{name}'");
}
