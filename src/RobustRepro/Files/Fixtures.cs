namespace RobustRepro.Files;

/// <summary>The files that come with the suite: recipes, weights, recorded verdicts and published numbers, beside the
/// program.</summary>
public static class Fixtures
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "fixtures");

    /// <summary>Numbers on record elsewhere, each with its source.</summary>
    public static string Published { get; } = Path.Combine(Folder, "published", "numbers.csv");

    public static string Recipe(string study, string architecture, Training.TrainingMode mode) =>
        Path.Combine(Folder, study, "recipes", $"{architecture}-{mode.ToString().ToLowerInvariant()}.json");

    public static string Weights(string study) => Path.Combine(Folder, study, "weights");
}
