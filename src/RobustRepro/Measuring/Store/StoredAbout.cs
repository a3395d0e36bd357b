namespace RobustRepro.Measuring.Store;

/// <summary>What a stored measurement says of itself: its <c>about.json</c>.</summary>
/// <param name="Format">Of the file.</param>
/// <param name="Key">SHA-256 over part, set and <paramref name="DependsOn"/>.</param>
/// <param name="Study">Its name when it was measured.</param>
/// <param name="Network">Its name when it was measured.</param>
/// <param name="Part">What was measured.</param>
/// <param name="Set">The stimulus set, or empty.</param>
/// <param name="MeasuredAt">UTC.</param>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Suite">Version and commit.</param>
/// <param name="DependsOn">Everything that the numbers depend on, a line each.</param>
public sealed record StoredAbout(
    int Format,
    string Key,
    string Study,
    string Network,
    string Part,
    string Set,
    DateTime MeasuredAt,
    string Machine,
    string Suite,
    IReadOnlyList<string> DependsOn
);
