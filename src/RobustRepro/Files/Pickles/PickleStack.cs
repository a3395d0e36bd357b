using System.Numerics;

namespace RobustRepro.Files.Pickles;

/// <summary>What a pickle has made so far and not yet used. It never gives what is not there or is of another
/// kind.</summary>
internal sealed class PickleStack
{
    private static readonly object Mark = new();

    private readonly List<object?> values = [];

    /// <summary>Notes where a run of values begins.</summary>
    public void PushMark() => values.Add(Mark);

    public void Push(object? value) => values.Add(value);

    /// <summary>As a long where it fits in one.</summary>
    public void PushInteger(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
            Push((long)value);
        else
            Push(value);
    }

    public object? Peek() =>
        values.Count > 0 ? values[^1] : throw new InvalidDataException("the pickle takes from an empty stack");

    public object? Pop()
    {
        object? value = Peek();
        values.RemoveAt(values.Count - 1);
        return value;
    }

    public T Pop<T>() =>
        Pop() is T value
            ? value
            : throw new InvalidDataException($"the pickle has something else where a {typeof(T).Name} belongs");

    /// <summary>The value on top, which stays.</summary>
    public T Top<T>() =>
        Peek() is T value
            ? value
            : throw new InvalidDataException($"the pickle has something else where a {typeof(T).Name} belongs");

    /// <summary>What was pushed since the last mark, in that order; the mark goes too.</summary>
    public object?[] PopToMark()
    {
        int at = values.LastIndexOf(Mark);
        if (at < 0)
            throw new InvalidDataException("the pickle closes what it never opened");
        object?[] items = [.. values.Skip(at + 1)];
        values.RemoveRange(at, values.Count - at);
        return items;
    }
}
