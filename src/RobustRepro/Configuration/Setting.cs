namespace RobustRepro.Configuration;

/// <summary>A key that the configuration understands: the one table behind files, environment, command line and
/// help.</summary>
/// <param name="Key">Sections separated by colons.</param>
/// <param name="Default">Empty where the suite chooses.</param>
public sealed record Setting(string Key, string Help, string Default)
{
    /// <summary>Whether its value is a file or folder: relative to <c>robustrepro.json</c> where it stands there, else
    /// to the working folder.</summary>
    public bool IsPath { get; init; }

    /// <summary>Data sets, by their names in the catalogue, that give it without being named: the first that
    /// <c>data get</c> fetched.</summary>
    public IReadOnlyList<string> FoundIn { get; init; } = [];
}
