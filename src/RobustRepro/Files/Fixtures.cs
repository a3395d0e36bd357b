namespace RobustRepro.Files;

/// <summary>The files that come with the suite: recipes, weights, recorded verdicts and published numbers, beside the
/// program.</summary>
public static class Fixtures
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "fixtures");

    /// <summary>Numbers on record elsewhere, each with its source.</summary>
    public static string Published { get; } = Path.Combine(Folder, "published", "numbers.csv");

    /// <param name="mode">In lower case: standard, robust or matched.</param>
    public static string Recipe(string study, string architecture, string mode) =>
        Path.Combine(Folder, study, "recipes", $"{architecture}-{mode}.json");

    public static string Weights(string study) => Path.Combine(Folder, study, "weights");
}
