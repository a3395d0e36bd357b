namespace RobustRepro.Files;

/// <summary>Values of enumerations as people write them.</summary>
public static class EnumNames
{
    /// <summary>For example <c>robust</c>: as file names, settings, messages and records have it.</summary>
    public static string Lower(this Enum value) => value.ToString().ToLowerInvariant();
}
