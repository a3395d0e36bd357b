namespace RobustRepro.Statistics;

/// <summary>Kendall's rank correlation of a measure with a dose, and its exact test: were the dose without influence,
/// every order of the measures would be as likely as any other.</summary>
/// <param name="Tau">Tau-b, -1 to 1: pairs in the order of the doses less pairs against it, over the pairs that can be
/// told apart; NaN where all measures are equal.</param>
/// <param name="P">Two-sided: the share of orders with a tau at least as far from 0. Equal measures are counted as
/// equal in every order, so that it is exact with ties too.</param>
public readonly record struct KendallTest(double Tau, double P)
{
    /// <param name="doses">All different.</param>
    /// <param name="measures">One for each dose.</param>
    /// <exception cref="ArgumentException">There are not as many measures as doses, two doses are equal, or a value is
    /// NaN.</exception>
    public static KendallTest Of(IReadOnlyList<double> doses, IReadOnlyList<double> measures)
    {
        if (doses.Count != measures.Count)
            throw new ArgumentException("there must be a measure for each dose", nameof(measures));
        if (doses.Distinct().Count() < doses.Count)
            throw new ArgumentException("two doses are equal", nameof(doses));
        if (doses.Concat(measures).Any(double.IsNaN))
            throw new ArgumentException("a dose or a measure is not a number", nameof(measures));
        int score = 0,
            told = 0;
        for (int i = 0; i < doses.Count; i++)
        for (int j = 0; j < i; j++)
        {
            int order = measures[i].CompareTo(measures[j]) * doses[i].CompareTo(doses[j]);
            score += order;
            told += Math.Abs(order);
        }
        if (told == 0)
            return new(double.NaN, 1);
        double pairs = doses.Count * (doses.Count - 1) / 2.0;
        return new(score / Math.Sqrt(told * pairs), TwoSided(Math.Abs(score), told, measures));
    }

    /// <summary>The share of orders whose score is at least so far from 0. A score is the pairs that are told apart
    /// less twice those against the order of the doses.</summary>
    private static double TwoSided(int score, int told, IReadOnlyList<double> measures)
    {
        double[] against = Inversions([.. measures.CountBy(m => m).Select(g => g.Value)]);
        double far = against.Where((_, inverted) => Math.Abs(told - 2 * inverted) >= score).Sum();
        return Math.Min(1, far / against.Sum());
    }

    /// <summary>How many orders have 0, 1, 2, ... pairs against the order of the doses: the coefficients of the
    /// q-multinomial. Groups of equal measures are added one by one.</summary>
    private static double[] Inversions(int[] groups)
    {
        double[] orders = [1];
        int placed = 0;
        foreach (int size in groups)
        {
            placed += size;
            orders = Product(orders, Placements(placed, size));
        }
        return orders;
    }

    /// <summary>The coefficients of the q-binomial: ways to place a group among all, by the pairs against the order.
    /// After Pascal: [n, k] = [n - 1, k - 1] + q^k [n - 1, k].</summary>
    private static double[] Placements(int all, int group)
    {
        double[][] row =
        [
            [1],
        ];
        for (int n = 1; n <= all; n++)
            row =
            [
                .. Enumerable
                    .Range(0, Math.Min(n, group) + 1)
                    .Select(k => Sum(k == 0 ? [] : row[k - 1], k < row.Length && k < n ? Shifted(row[k], k) : [])),
            ];
        return row[group];
    }

    private static double[] Shifted(double[] coefficients, int by) => [.. new double[by], .. coefficients];

    private static double[] Sum(double[] a, double[] b) =>
        [
            .. Enumerable
                .Range(0, Math.Max(a.Length, b.Length))
                .Select(i => a.ElementAtOrDefault(i) + b.ElementAtOrDefault(i)),
        ];

    private static double[] Product(double[] a, double[] b)
    {
        var product = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        for (int j = 0; j < b.Length; j++)
            product[i + j] += a[i] * b[j];
        return product;
    }
}
