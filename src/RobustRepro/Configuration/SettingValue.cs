namespace RobustRepro.Configuration;

/// <summary>A setting, what it is set to, and by what.</summary>
/// <param name="Value">Empty where nothing is set and the suite chooses.</param>
/// <param name="Source"><c>default</c>, the path of the file, <c>environment</c>, <c>--set</c>, or the data folder in
/// which it was found.</param>
public sealed record SettingValue(Setting Setting, string Value, string Source);
