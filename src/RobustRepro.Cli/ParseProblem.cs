using System.Text.RegularExpressions;

namespace RobustRepro.Cli;

/// <summary>What is wrong with an argument, in words for people: the parser names types of .NET.</summary>
internal static partial class ParseProblem
{
    public static string Of(string message)
    {
        if (Unfit().Match(message) is not { Success: true } unfit)
            return message;
        string expected = unfit.Groups[3].Value switch
        {
            var type when type.Contains("Int", StringComparison.Ordinal) => "a whole number",
            var type when type.Contains("Double", StringComparison.Ordinal) => "a number",
            var type when type.Contains("Single", StringComparison.Ordinal) => "a number",
            _ => "another value",
        };
        return $"{unfit.Groups[2].Value} is '{unfit.Groups[1].Value}', expected {expected}";
    }

    [GeneratedRegex("^Cannot parse argument '(.*)' for option '(.*)' as expected type '(.*)'", RegexOptions.Singleline)]
    private static partial Regex Unfit();
}
