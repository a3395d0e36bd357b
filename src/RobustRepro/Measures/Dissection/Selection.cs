namespace RobustRepro.Measures.Dissection;

/// <summary>Finds the largest of many numbers without sorting them (Hoare's selection).</summary>
internal static class Selection
{
    /// <summary>Reorders the values so that the largest come first, in no order but that the smallest of them is the
    /// last.</summary>
    /// <param name="values">No NaN among them.</param>
    /// <param name="largest">How many, from 1 to all.</param>
    public static void LargestFirst(Span<float> values, int largest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(largest, values.Length);
        int place = largest - 1,
            low = 0,
            high = values.Length - 1;
        while (low < high)
        {
            float pivot = MiddleOf(values[low], values[(low + high) / 2], values[high]);
            int i = low,
                j = high;
            while (i <= j)
            {
                while (values[i] > pivot)
                    i++;
                while (values[j] < pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            // now [low, j] >= pivot >= [i, high], and what lies between equals it
            if (place <= j)
                high = j;
            else if (place >= i)
                low = i;
            else
                return;
        }
    }

    private static float MiddleOf(float a, float b, float c) =>
        MathF.Max(MathF.Min(a, b), MathF.Min(MathF.Max(a, b), c));
}
