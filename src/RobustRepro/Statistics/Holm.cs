namespace RobustRepro.Statistics;

/// <summary>Holm's step-down correction for several tests (Holm 1979).</summary>
internal static class Holm
{
    /// <summary>Corrected p values, in the order given; NaN stays NaN and is no test.</summary>
    public static double[] Correct(IReadOnlyList<double> p)
    {
        var corrected = new double[p.Count];
        Array.Fill(corrected, double.NaN);
        int[] order = [.. Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];
        double least = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            least = Math.Max(least, Math.Min(1, (order.Length - rank) * p[order[rank]]));
            corrected[order[rank]] = least;
        }
        return corrected;
    }
}
