namespace RobustRepro.Runtime;

/// <summary>Orders that are the same on every machine.</summary>
internal static class SeededShuffle
{
    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in the order that the seed gives.</summary>
    public static int[] Order(int count, int seed) => InOrder([.. Enumerable.Range(0, count)], seed);

    /// <summary>These numbers in the order that the seed gives; the array itself is changed.</summary>
    public static int[] InOrder(int[] numbers, int seed)
    {
        new Random(seed).Shuffle(numbers);
        return numbers;
    }
}
