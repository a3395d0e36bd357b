using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RobustRepro.Files;

/// <summary>What is wrong with a JSON file, in words of the file: .NET speaks of its own types.</summary>
internal static partial class JsonProblem
{
    /// <summary>To be put behind the file's name: the line, and what is wrong there.</summary>
    public static string Of(JsonException error)
    {
        string line = error.LineNumber is { } number
                ? string.Create(CultureInfo.InvariantCulture, $":{number + 1}")
                : "",
            key = (error.Path ?? "").TrimStart('$', '.');
        return $"{line}: {What(error.Message, key)}";
    }

    private static string What(string message, string key)
    {
        if (Unknown().Match(message) is { Success: true } unknown)
            return $"unknown key '{Printable.Name(unknown.Groups[1].Value)}'";
        if (Required().Match(message) is { Success: true } required)
            return $"it lacks {required.Groups[1].Value.TrimEnd('.')}";
        bool isValue =
            message.Contains("could not be converted", StringComparison.Ordinal)
            || message.Contains("null values", StringComparison.Ordinal);
        return isValue && key.Length > 0
            ? $"the value of '{Printable.Name(key)}' is not what is expected there"
            : Printable.Line(message);
    }

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Required();
}
