using RobustRepro.Runtime;

namespace RobustRepro.Statistics;

/// <summary>
/// The test of Jonckheere (1954) and Terpstra (1952): does a measure of several runs per dose rise or fall with the
/// dose? By permutation of the runs over the doses, so that nothing is said of how measures spread. With one run per
/// dose it is <see cref="KendallTest"/>.
/// </summary>
/// <param name="Tau">Kendall's tau-b of dose and measure, -1 to 1: pairs of runs of different doses in the order of the
/// doses less those against it; NaN where all measures are equal, or all doses.</param>
/// <param name="P">Two-sided: the share of ways to give the runs to the doses with such pairs at least as far from
/// balance. Equal measures count for neither order.</param>
public readonly record struct JonckheereTest(double Tau, double P)
{
    /// <summary>Ways are counted in up to so many steps, and drawn where it would take more.</summary>
    private const double MostSteps = 2e8;

    private const int Draws = 100_000;

    /// <param name="doses">Of each run.</param>
    /// <param name="measures">Of each run.</param>
    /// <exception cref="ArgumentException">There are not as many measures as doses, or a value is NaN.</exception>
    public static JonckheereTest Of(IReadOnlyList<double> doses, IReadOnlyList<double> measures)
    {
        if (doses.Count != measures.Count)
            throw new ArgumentException("there must be a measure for each dose", nameof(measures));
        if (doses.Concat(measures).Any(double.IsNaN))
            throw new ArgumentException("a dose or a measure is not a number", nameof(measures));
        double[] levels = [.. doses.Distinct().Order()];
        int[] dose = [.. doses.Select(d => Array.IndexOf(levels, d))];
        int score = 0,
            byDose = 0,
            byMeasure = 0;
        for (int i = 0; i < dose.Length; i++)
        for (int j = 0; j < i; j++)
        {
            int higher = dose[i].CompareTo(dose[j]),
                larger = measures[i].CompareTo(measures[j]);
            score += higher * larger;
            byDose += Math.Abs(higher);
            byMeasure += Math.Abs(larger);
        }
        if (byDose == 0 || byMeasure == 0)
            return new(double.NaN, 1);
        int[] runs = [.. levels.Select((_, k) => dose.Count(d => d == k))];
        double p = CanCount(runs, byDose)
            ? ShareAtLeast(Math.Abs(score), new Assignments(runs).Scores(Together(measures)))
            : Drawn(Math.Abs(score), dose, measures);
        return new(score / Math.Sqrt((double)byDose * byMeasure), p);
    }

    /// <summary>The smallest distance of tau from 0 that such measures, given to the doses in another way, could have
    /// with a p of at most <paramref name="alpha"/>; null where no way has one, and where there are more ways than can
    /// be counted.</summary>
    /// <param name="runs">How many each dose has.</param>
    /// <param name="measures">Of all runs.</param>
    /// <param name="alpha">Above 0, below 1.</param>
    public static double? SmallestTau(IReadOnlyList<int> runs, IReadOnlyList<double> measures, double alpha)
    {
        int[] together = Together(measures);
        int byDose = Pairs(measures.Count) - runs.Sum(Pairs),
            byMeasure = Pairs(measures.Count) - together.Sum(Pairs);
        if (byDose == 0 || byMeasure == 0 || !CanCount(runs, byDose))
            return null;
        Dictionary<int, double> scores = new Assignments([.. runs]).Scores(together);
        return scores.Keys.Where(score => score > 0 && ShareAtLeast(score, scores) <= alpha).Min(score => (int?)score)
            / Math.Sqrt((double)byDose * byMeasure);
    }

    private static int Pairs(int of) => of * (of - 1) / 2;

    /// <summary>How many runs share the smallest measure, the next one, ...</summary>
    private static int[] Together(IReadOnlyList<double> measures) =>
        [.. measures.Order().GroupBy(m => m).Select(g => g.Count())];

    private static bool CanCount(IReadOnlyList<int> runs, int byDose) =>
        runs.Aggregate(1.0, (product, r) => product * (r + 1)) * (2.0 * byDose + 1) * runs.Count <= MostSteps;

    private static double ShareAtLeast(int score, Dictionary<int, double> scores) =>
        Math.Min(1, scores.Where(s => Math.Abs(s.Key) >= score).Sum(s => s.Value) / scores.Values.Sum());

    /// <summary>From a fixed seed.</summary>
    private static double Drawn(int score, int[] dose, IReadOnlyList<double> measures)
    {
        double[] sorted = [.. measures.Order()];
        int[] shuffled = [.. dose];
        var random = new SplitMixRandom(DecisionRule.Seed, 0);
        int far = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            for (int i = shuffled.Length - 1; i > 0; i--)
            {
                int other = random.Below(i + 1);
                (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
            }
            int found = 0;
            for (int i = 0; i < sorted.Length; i++)
            for (int j = 0; j < i; j++)
                found += sorted[i] > sorted[j] ? shuffled[i].CompareTo(shuffled[j]) : 0;
            far += Math.Abs(found) >= score ? 1 : 0;
        }
        return (far + 1.0) / (Draws + 1);
    }

    /// <summary>Counts the ways to give runs to doses by their score: the runs are placed by rising measure, and what
    /// matters of those before is how many each dose has already.</summary>
    /// <param name="runs">How many each dose takes.</param>
    private sealed class Assignments(int[] runs)
    {
        private Dictionary<int, Dictionary<int, double>> ways = new() { [0] = new() { [0] = 1 } };

        /// <summary>How many ways have each score.</summary>
        /// <param name="equal">How many runs share the smallest measure, the next one, ...</param>
        public Dictionary<int, double> Scores(int[] equal)
        {
            foreach (int together in equal)
                Place(together);
            return ways.Values.Single();
        }

        private void Place(int together)
        {
            Dictionary<int, Dictionary<int, double>> next = [];
            foreach ((int state, Dictionary<int, double> scores) in ways)
            {
                int[] used = Used(state);
                foreach ((int[] taken, double times) in Splits(used, together))
                {
                    int gained = Gained(used, taken),
                        then = State([.. used.Zip(taken, (u, t) => u + t)]);
                    if (!next.TryGetValue(then, out Dictionary<int, double>? sums))
                        next[then] = sums = [];
                    foreach ((int score, double count) in scores)
                        sums[score + gained] = sums.GetValueOrDefault(score + gained) + count * times;
                }
            }
            ways = next;
        }

        /// <summary>Ways to give so many runs to the doses that have room, and in how many orders each.</summary>
        private List<(int[] Taken, double Times)> Splits(int[] used, int together)
        {
            List<(int[], double)> found = [];
            Split(0, together, new int[runs.Length], 1);
            return found;

            void Split(int dose, int left, int[] taken, double times)
            {
                if (dose == runs.Length)
                {
                    if (left == 0)
                        found.Add(([.. taken], times));
                    return;
                }
                for (int here = Math.Min(left, runs[dose] - used[dose]); here >= 0; here--)
                {
                    taken[dose] = here;
                    Split(dose + 1, left - here, taken, times * Subsets.Count(left, here));
                }
                taken[dose] = 0;
            }
        }

        /// <summary>Pairs with the runs before, of smaller measure: in the order of the doses less against
        /// it.</summary>
        private static int Gained(int[] used, int[] taken)
        {
            int gained = 0;
            for (int dose = 0; dose < used.Length; dose++)
            for (int other = 0; other < used.Length; other++)
                gained += taken[dose] * used[other] * dose.CompareTo(other);
            return gained;
        }

        private int[] Used(int state)
        {
            var used = new int[runs.Length];
            for (int dose = 0; dose < runs.Length; dose++)
            {
                used[dose] = state % (runs[dose] + 1);
                state /= runs[dose] + 1;
            }
            return used;
        }

        private int State(int[] used)
        {
            int state = 0;
            for (int dose = runs.Length - 1; dose >= 0; dose--)
                state = state * (runs[dose] + 1) + used[dose];
            return state;
        }
    }
}
