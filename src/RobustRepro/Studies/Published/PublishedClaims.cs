using System.Globalization;
using RobustRepro.Claims;

namespace RobustRepro.Studies.Published;

/// <summary>The claims that published numbers can speak of, and their measures: docs/published.md has them in words.
/// They were fixed before any of them was computed.</summary>
internal static class PublishedClaims
{
    /// <summary>Experiments whose files of conditions are read.</summary>
    public static readonly string[] Experiments = ["low-pass", "high-pass", "uniform-noise"];

    private const string Clean = "top1_acc/imagenet",
        Intact16 = "top1_acc/colour",
        LowBudget = "top1_acc/PGD-40/low",
        HighBudget = "top1_acc/PGD-40/high",
        LowPass = "top1_acc/low-pass",
        HighPass = "top1_acc/high-pass";

    private static readonly string[] Textureless = ["top1_acc/stylized", "top1_acc/silhouette", "top1_acc/edge"];

    private static readonly string[] LowBands = Bands("LFC"),
        HighBands = Bands("HFC");

    private static readonly string[] LowFilters = Conditions("low-pass", "1", "3", "5", "7", "10", "15", "40"),
        HighFilters = Conditions("high-pass", "3", "1.5", "1", "0.7", "0.55", "0.45", "0.4"),
        Widths = Conditions("uniform-noise", "0.03", "0.05", "0.1", "0.2", "0.35", "0.6", "0.9");

    /// <summary>In the order of reports.</summary>
    public static IReadOnlyList<PublishedClaim> All { get; } =
    [
        new(
            new RobustClaim(),
            "Accuracy under PGD with 40 steps, Linf, at the smaller of two budgets.",
            PublishedMeasure.Mean("accuracy under PGD-40", LowBudget),
            [
                PublishedMeasure.Mean("accuracy under PGD-40, larger budget", HighBudget),
                PublishedMeasure.Share("accuracy under PGD-40 as a share of clean accuracy", Clean, LowBudget),
            ]
        ),
        new(
            new ShapeBiasClaim(),
            "Shape bias on the cue-conflict images of Geirhos et al.: of the decisions for either cue, the share for "
                + "shape.",
            PublishedMeasure.Mean("shape bias", "shape-bias"),
            [PublishedMeasure.Mean("accuracy on cue conflicts by shape", "top1_acc/cue-conflict")]
        ),
        new(
            new LowFrequencyClaim(),
            "Accuracy on low-pass filtered photographs over the sum of that and the accuracy on high-pass filtered "
                + "ones.",
            PublishedMeasure.Against("low-pass share", [LowPass], [HighPass]),
            [
                PublishedMeasure.Against("bandpass: LFC share, cut-offs 0.1 to 0.5", LowBands, HighBands),
                PublishedMeasure.Mean("accuracy on low-pass", LowPass),
                PublishedMeasure.Mean("accuracy on high-pass", HighPass).Falling(),
                PublishedMeasure.Mean("bandpass: LFC, cut-offs 0.1 to 0.5", LowBands),
                PublishedMeasure.Mean("bandpass: HFC, cut-offs 0.1 to 0.5", HighBands).Falling(),
            ]
        )
        {
            ByCondition = PublishedMeasure.Against("low-pass share, by condition", LowFilters, HighFilters),
            MeasureByCondition =
                "Mean accuracy over the low-pass filters (standard deviation 1 to 40) over the sum of that and the "
                + "mean over the high-pass filters (3 to 0.4).",
            ChoicesByCondition =
            [
                PublishedMeasure.Mean("accuracy on low-pass, by condition", LowFilters),
                PublishedMeasure.Mean("accuracy on high-pass, by condition", HighFilters).Falling(),
            ],
        },
        new(
            new TextureLessClaim(),
            "Mean accuracy on stylized images, silhouettes and edges, as a share of the accuracy on intact photographs "
                + "in the same 16 categories.",
            PublishedMeasure.Share("accuracy without texture, as a share", Intact16, Textureless),
            [
                PublishedMeasure.Mean("accuracy without texture", Textureless),
                PublishedMeasure.Share("accuracy without texture over ImageNet accuracy", Clean, Textureless),
                .. Textureless.SelectMany(set =>
                    new[]
                    {
                        PublishedMeasure.Share($"{Short(set)}, as a share", Intact16, set),
                        PublishedMeasure.Mean(Short(set), set),
                    }
                ),
            ]
        ),
        new(
            new OodNoiseClaim(),
            "Mean accuracy under gaussian, shot and impulse noise of ImageNet-C, levels 1 to 5, as a share of clean "
                + "accuracy.",
            PublishedMeasure.Share("accuracy under noise, as a share", Clean, Noise(["gaussian", "shot", "impulse"])),
            [
                PublishedMeasure.Mean("accuracy under noise", Noise(["gaussian", "shot", "impulse"])),
                .. new[] { "gaussian", "shot", "impulse", "speckle" }.Select(family =>
                    PublishedMeasure.Share($"{family} noise, as a share", Clean, Noise([family]))
                ),
                .. Enumerable
                    .Range(1, 5)
                    .Select(level =>
                        PublishedMeasure.Share(
                            string.Create(CultureInfo.InvariantCulture, $"level {level}, as a share"),
                            Clean,
                            Noise(["gaussian", "shot", "impulse"], level)
                        )
                    ),
                PublishedMeasure.Mean("uniform noise, 16 categories", "top1_acc/uniform-noise"),
            ]
        )
        {
            ByCondition = PublishedMeasure.Share("accuracy under uniform noise, as a share", "uniform-noise/0", Widths),
            MeasureByCondition =
                "Mean accuracy under uniform noise (width 0.03 to 0.9), as a share of the accuracy without it.",
            ChoicesByCondition = [PublishedMeasure.Mean("accuracy under uniform noise, by condition", Widths)],
        },
    ];

    /// <summary>What belongs to no claim, and is printed so that nobody takes one resistance for all.</summary>
    public static IReadOnlyList<PublishedMeasure> Context { get; } =
    [
        PublishedMeasure.Mean("clean ImageNet accuracy", Clean),
        PublishedMeasure.Mean("mean over all of ImageNet-C", "top1_acc/imagenet-c"),
        PublishedMeasure.Share("mean over all of ImageNet-C, as a share", Clean, "top1_acc/imagenet-c"),
        PublishedMeasure.Mean("intact photographs, 16 categories", Intact16),
    ];

    private static string Short(string column) => column[(column.LastIndexOf('/') + 1)..];

    private static string[] Bands(string kind) =>
        [.. new[] { "0.1", "0.2", "0.3", "0.4", "0.5" }.Select(cut => $"metric/bandpass/{kind}/{cut}")];

    private static string[] Conditions(string experiment, params string[] strengths) =>
        [.. strengths.Select(s => $"{experiment}/{s}")];

    /// <param name="level">1 to 5; 0 for all.</param>
    private static string[] Noise(string[] families, int level = 0) =>
        [
            .. from family in families
            from l in level > 0 ? [level] : Enumerable.Range(1, 5)
            select string.Create(CultureInfo.InvariantCulture, $"top1_acc/{family}_noise_{l}"),
        ];
}
