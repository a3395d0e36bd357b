namespace RobustRepro.Measuring.Synthesis;

/// <summary>Hands out the images of each class one after the other, and begins anew when all were handed out. Sets
/// stand in any order: sorted by class, or with their classes in turns.</summary>
/// <param name="labels">By image.</param>
internal sealed class ImageTurns(IReadOnlyList<int> labels)
{
    private readonly Dictionary<int, int[]> images = labels
        .Index()
        .GroupBy(l => l.Item, l => l.Index)
        .ToDictionary(g => g.Key, g => g.ToArray());

    private readonly Dictionary<int, int> taken = [];

    /// <summary>The next image of the first of these classes that has any.</summary>
    /// <exception cref="InvalidInputException">None has.</exception>
    public int Next(IEnumerable<int> classes)
    {
        foreach (int wanted in classes)
        {
            if (!images.TryGetValue(wanted, out int[]? all))
                continue;
            int turn = taken.GetValueOrDefault(wanted);
            taken[wanted] = turn + 1;
            return all[turn % all.Length];
        }
        throw new InvalidInputException("images are drawn from test images of two classes or more, and there is one");
    }
}
