using RobustRepro.Runtime;

namespace RobustRepro.Statistics;

/// <summary>Ways to choose so many of a number of runs: all of them, or one by chance where nobody could look at
/// all.</summary>
internal static class Subsets
{
    /// <summary>How many there are; infinite beyond what a number holds.</summary>
    public static double Count(int of, int choose)
    {
        double count = 1;
        for (int i = 1; i <= choose; i++)
            count = count * (of - choose + i) / i;
        return Math.Round(count);
    }

    /// <summary>All of them, each as whether run i is chosen; the last runs change slowest.</summary>
    public static IEnumerable<bool[]> All(int of, int choose)
    {
        int[] chosen = [.. Enumerable.Range(0, choose)];
        while (true)
        {
            var member = new bool[of];
            foreach (int i in chosen)
                member[i] = true;
            yield return member;
            // the first that has room moves up by one, and those before it start again
            int next = 0;
            while (next < choose && chosen[next] + 1 == (next + 1 < choose ? chosen[next + 1] : of))
                next++;
            if (next == choose)
                yield break;
            chosen[next]++;
            for (int i = 0; i < next; i++)
                chosen[i] = i;
        }
    }

    /// <summary>One of them, each as likely as any other.</summary>
    public static bool[] Draw(int of, int choose, ref SplitMixRandom random)
    {
        var member = new bool[of];
        for (int left = choose, i = 0; left > 0; i++)
        {
            // of the runs that remain, so many are still to be chosen
            if (random.Below(of - i) < left)
            {
                member[i] = true;
                left--;
            }
        }
        return member;
    }
}
