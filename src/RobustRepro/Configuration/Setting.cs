namespace RobustRepro.Configuration;

/// <summary>A key that the configuration understands: the one table behind files, environment, command line and
/// help.</summary>
/// <param name="Key">Sections separated by colons.</param>
/// <param name="Default">Empty where the suite chooses.</param>
public sealed record Setting(string Key, string Help, string Default);
