namespace RobustRepro.Configuration;

/// <summary>A choice that may be left open.</summary>
public static class OnOff
{
    /// <param name="text">on or off, true or false; null or empty leaves it open.</param>
    /// <param name="what">The setting or option, as the error names it.</param>
    /// <exception cref="InvalidInputException">It is something else.</exception>
    public static bool? Parse(string? text, string what) =>
        text?.ToLowerInvariant() switch
        {
            null or "" => null,
            "on" or "true" => true,
            "off" or "false" => false,
            _ => throw new InvalidInputException($"{what} is '{text}', expected on or off"),
        };
}
