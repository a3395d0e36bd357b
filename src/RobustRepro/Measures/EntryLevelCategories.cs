namespace RobustRepro.Measures;

/// <summary>The 16 entry-level categories of Geirhos et al. that ImageNet answers are mapped to (model-vs-human, human_categories.py), sorted.</summary>
public static class EntryLevelCategories
{
    public static IReadOnlyList<string> All { get; } =
    [
        "airplane", "bear", "bicycle", "bird", "boat", "bottle", "car", "cat",
        "chair", "clock", "dog", "elephant", "keyboard", "knife", "oven", "truck",
    ];
}
