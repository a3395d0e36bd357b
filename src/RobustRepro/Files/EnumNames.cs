namespace RobustRepro.Files;

/// <summary>Values of enumerations as people write them.</summary>
public static class EnumNames
{
    /// <summary>For example <c>robust</c>: as file names, settings, messages and records have it.</summary>
    public static string Lower(this Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>The value of a name, in any case; null where there is none. Numbers are no names.</summary>
    public static T? Find<T>(string name)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }
}
