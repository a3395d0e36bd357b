namespace RobustRepro.Measures;

/// <summary>The 16 entry-level categories of Geirhos et al. that ImageNet answers are mapped to (model-vs-human,
/// human_categories.py), sorted.</summary>
internal static class EntryLevelCategories
{
    private static readonly (string Category, int[] Classes)[] Table =
    [
        ("airplane", [404]),
        ("bear", [294, 295, 296, 297]),
        ("bicycle", [444, 671]),
        (
            "bird",
            [
                8,
                10,
                11,
                12,
                13,
                14,
                15,
                16,
                18,
                19,
                20,
                22,
                23,
                24,
                80,
                81,
                82,
                83,
                87,
                88,
                89,
                90,
                91,
                92,
                93,
                94,
                95,
                96,
                98,
                99,
                100,
                127,
                128,
                129,
                130,
                131,
                132,
                133,
                135,
                136,
                137,
                138,
                139,
                140,
                141,
                142,
                143,
                144,
                145,
            ]
        ),
        ("boat", [472, 554, 625, 814, 914]),
        ("bottle", [440, 720, 737, 898, 899, 901, 907]),
        ("car", [436, 511, 817]),
        ("cat", [281, 282, 283, 284, 285, 286]),
        ("chair", [423, 559, 765, 857]),
        ("clock", [409, 530, 892]),
        ("dog", [.. Enumerable.Range(152, 268 - 152 + 1).Except([192, 204, 227, 242, 251, 258, 260, 264])]),
        ("elephant", [385, 386]),
        ("keyboard", [508, 878]),
        ("knife", [499]),
        ("oven", [766]),
        ("truck", [555, 569, 656, 675, 717, 734, 864, 867]),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Table.Select(t => t.Category)];

    /// <summary>Per category its ImageNet classes, from 0 in the order of the networks' outputs: 207 of the
    /// 1000.</summary>
    public static IReadOnlyList<int[]> ImageNetClasses { get; } = [.. Table.Select(t => t.Classes)];

    /// <summary>Per ImageNet class the number of its category in <see cref="All"/>, or -1.</summary>
    public static IReadOnlyList<int> OfImageNetClasses { get; } =
    [.. Enumerable.Range(0, 1000).Select(c => Array.FindIndex(Table, t => t.Classes.Contains(c)))];
}
