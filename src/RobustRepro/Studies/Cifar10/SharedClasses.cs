using RobustRepro.Datasets;
using RobustRepro.Measures;
using RobustRepro.Stimuli;

namespace RobustRepro.Studies.Cifar10;

/// <summary>The seven classes of CIFAR-10 that the published stimuli have too, under their entry-level names.</summary>
internal static class SharedClasses
{
    private static readonly (string Word, string Class)[] Shared =
    [
        ("airplane", "airplane"),
        ("car", "automobile"),
        ("bird", "bird"),
        ("cat", "cat"),
        ("dog", "dog"),
        ("boat", "ship"),
        ("truck", "truck"),
    ];

    private static readonly int[] Labels = [.. Shared.Select(s => Cifar10Dataset.Classes.ToList().IndexOf(s.Class))];

    public static IReadOnlyList<string> Words { get; } = [.. Shared.Select(s => s.Word)];

    /// <summary>The most probable of the seven, whatever the probability of the other three.</summary>
    public static AnswerRule AmongThem { get; } =
        AnswerRule.MeanProbability([.. Labels.Select(l => new[] { l })], TieRule.First);

    /// <summary>These images, labelled by the ten classes.</summary>
    public static StimulusSet AmongAll(StimulusSet set, StimulusName name)
    {
        int[] Relabel(int[] words) => [.. words.Select(w => w < 0 ? -1 : Labels[w])];
        return new(name, Cifar10Dataset.Classes, set.Images.alias(), Relabel(set.Shape), Relabel(set.Texture))
        {
            Names = set.Names,
        };
    }
}
