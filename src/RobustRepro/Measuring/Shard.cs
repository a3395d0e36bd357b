using System.Globalization;

namespace RobustRepro.Measuring;

/// <summary>A share of a list of work that several processes do together: every n-th item, from the i-th on.</summary>
/// <param name="Number">From 1 to <paramref name="Of"/>.</param>
/// <param name="Of">How many shares there are.</param>
public readonly record struct Shard(int Number, int Of)
{
    /// <summary>All of it.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <param name="text">For example <c>2/4</c>.</param>
    /// <exception cref="InvalidInputException">The text is not of that form, or there is no such share.</exception>
    public static Shard Parse(string text) =>
        text.Split('/') is [var number, var of]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int i)
        && int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out int n)
        && i >= 1
        && i <= n
            ? new(i, n)
            : throw new InvalidInputException($"--shard {text}: expected I/N with I from 1 to N, for example 2/4");

    /// <summary>The items of this share, in their order.</summary>
    public IReadOnlyList<T> Share<T>(IEnumerable<T> all)
    {
        (int first, int every) = (Number - 1, Of);
        return [.. all.Where((_, i) => i % every == first)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");
}
