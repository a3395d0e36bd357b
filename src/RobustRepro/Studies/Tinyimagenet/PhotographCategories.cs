using RobustRepro.Datasets.ImageNet;
using RobustRepro.Datasets.TinyImageNet;
using RobustRepro.Measures;

namespace RobustRepro.Studies.Tinyimagenet;

/// <summary>The 11 of the 16 entry-level categories of Geirhos et al. (2019) that Tiny ImageNet has classes of: 26 of
/// its 200.</summary>
internal static class PhotographCategories
{
    private static readonly Dictionary<string, int> ClassOf = ImageNetClasses
        .Ids.Index()
        .ToDictionary(c => c.Item, c => c.Index);

    /// <summary>In ordinal order; labels index into it.</summary>
    public static IReadOnlyList<string> All { get; } =
    ["bear", "bird", "boat", "bottle", "car", "cat", "chair", "dog", "elephant", "keyboard", "truck"];

    /// <summary>The category of a WordNet id, an index into <see cref="All"/>, or -1 for those of other
    /// classes.</summary>
    public static int Of(string wordNetId)
    {
        int category = ClassOf.TryGetValue(wordNetId, out int index)
            ? EntryLevelCategories.OfImageNetClasses[index]
            : -1;
        return category < 0 ? -1 : All.ToList().IndexOf(EntryLevelCategories.All[category]);
    }

    /// <summary>What a class of ImageNet is called; its id where it is none.</summary>
    public static string NameOf(string wordNetId) =>
        ClassOf.TryGetValue(wordNetId, out int index) ? ImageNetClasses.Names[index] : wordNetId;

    /// <summary>Photographs of the categories, category by category; within one its WordNet ids take turns.</summary>
    public static IReadOnlyList<IReadOnlyList<TinyPhotograph>> Sorted(IEnumerable<TinyPhotograph> photographs)
    {
        var found = photographs.Select(p => (Photograph: p, Category: Of(p.WordNetId))).Where(p => p.Category >= 0);
        ILookup<int, TinyPhotograph> byCategory = found.ToLookup(p => p.Category, p => p.Photograph);
        return
        [
            .. All.Select(
                (_, category) =>
                    byCategory[category]
                        .GroupBy(p => p.WordNetId)
                        .OrderBy(g => g.Key, StringComparer.Ordinal)
                        .SelectMany(g => g.Select((photograph, turn) => (photograph, turn)))
                        .OrderBy(p => p.turn)
                        .Select(p => p.photograph)
                        .ToArray()
            ),
        ];
    }
}
