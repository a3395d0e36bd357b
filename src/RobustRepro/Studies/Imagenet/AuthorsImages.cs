using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Studies.Imagenet;

/// <summary>
/// The images that both networks of a pair know (the paper's ImageNet-CL), beside the list that the paper's authors
/// published for theirs. Claims use the images found here; the comparison shows whether networks and preparation are
/// the authors'.
/// </summary>
/// <param name="lists">Path of the authors' list by architecture.</param>
internal sealed class AuthorsImages(IReadOnlyDictionary<string, string> lists) : IStudyTable
{
    /// <summary>Nothing of its own: claims ask for the intact images.</summary>
    public IReadOnlyList<StimulusName> Reads(IReadOnlyList<Claim> judged) => [];

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">A list cannot be read.</exception>
    public ResultTable? Of(IReadOnlyDictionary<string, NetworkPair> pairs)
    {
        Dictionary<string, NetworkPair> shown = pairs
            .Where(p => p.Value.Standard.Decisions.ContainsKey(StimulusName.Intact))
            .ToDictionary();
        return lists.Keys.Any(shown.ContainsKey) ? Table(shown) : null;
    }

    private ResultTable Table(Dictionary<string, NetworkPair> pairs) =>
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
        Decisions s = pair.Standard.Decisions[StimulusName.Intact];
        bool[] toBoth = KnownImages.ToBoth(pair.Standard, pair.Robust);
        HashSet<string> known = [.. Enumerable.Range(0, s.Count).Where(i => toBoth[i]).Select(i => s.Images[i])];
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
