using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Studies.Imagenet;

/// <summary>
/// The images that both networks of a pair know (the paper's ImageNet-CL), beside the list that the paper's authors
/// published for theirs. Claims use the images found here; the comparison shows whether
/// networks and preparation are the authors'.
/// </summary>
internal static class KnownImages
{
    /// <summary>A row per architecture with a list.</summary>
    /// <param name="lists">Path of the list by architecture.</param>
    /// <param name="pairs">By architecture, with answers on intact images.</param>
    /// <exception cref="InvalidInputException">A list cannot be read.</exception>
    public static ResultTable Table(
        IReadOnlyDictionary<string, string> lists,
        IReadOnlyDictionary<string, NetworkPair> pairs
    ) =>
        new(
            "images that both networks know, and the authors' lists",
            [
                Column.Text("architecture"),
                new("shown", 0),
                new("known here", 0),
                new("listed, of those shown", 0),
                new("in both", 0),
                new("agreement", 3),
            ],
            [
                .. lists
                    .Where(l => pairs.ContainsKey(l.Key))
                    .Select(l => Row(l.Key, NpyNames.Read(l.Value), pairs[l.Key])),
            ],
            [
                "agreement: images in both over images in either. The lists: data/intersection_*.npy of "
                    + "github.com/anguyen8/shape-bias.",
            ]
        );

    private static object?[] Row(string architecture, IReadOnlyList<string> listed, NetworkPair pair)
    {
        Decisions s = pair.Standard.Decisions[StimulusSets.Intact],
            r = pair.Robust.Decisions[StimulusSets.Intact];
        HashSet<string> known =
        [
            .. Enumerable.Range(0, s.Count).Where(i => s.IsCorrect(i) && r.IsCorrect(i)).Select(i => s.Images[i]),
        ];
        HashSet<string> theirs = [.. listed.Intersect(s.Images)];
        int both = known.Count(theirs.Contains),
            either = known.Count + theirs.Count - both;
        return
        [
            architecture,
            s.Count,
            known.Count,
            theirs.Count,
            both,
            either == 0 ? double.NaN : (double)both / either,
        ];
    }
}
