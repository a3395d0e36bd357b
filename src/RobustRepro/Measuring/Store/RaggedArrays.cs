namespace RobustRepro.Measuring.Store;

/// <summary>Rows of different lengths as two arrays: all values in one row, and the length of each.</summary>
internal static class RaggedArrays
{
    private const string Lengths = "_lengths";

    public static StoredMeasurement PutRows<T>(this StoredMeasurement to, string name, IEnumerable<T[]> rows)
    {
        T[][] all = [.. rows];
        return to.Put(name, all.SelectMany(r => r).ToArray()).Put(name + Lengths, all.Select(r => r.Length).ToArray());
    }

    /// <exception cref="InvalidDataException">The two arrays do not fit each other.</exception>
    public static T[][] GetRows<T>(this StoredMeasurement from, string name)
    {
        T[] values = from.Get<T>(name);
        int[] lengths = from.Get<int>(name + Lengths);
        if (lengths.Any(l => l < 0) || lengths.Sum(l => (long)l) != values.Length)
            throw new InvalidDataException(
                $"array '{name}' has {values.Length} values for {lengths.Sum(l => (long)l)}"
            );
        var rows = new T[lengths.Length][];
        for (int i = 0, start = 0; i < rows.Length; start += lengths[i++])
            rows[i] = values[start..(start + lengths[i])];
        return rows;
    }
}
