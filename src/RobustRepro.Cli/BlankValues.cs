using System.CommandLine;
using System.CommandLine.Parsing;

namespace RobustRepro.Cli;

/// <summary>Values without a character, such as an unset variable of a shell leaves: nobody means the working folder,
/// or the default, by them.</summary>
internal static class BlankValues
{
    /// <summary>An error per blank value.</summary>
    public static IEnumerable<string> In(ParseResult parsed) =>
        from symbol in Below(parsed.RootCommandResult)
        where symbol.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))
        let name = symbol switch
        {
            OptionResult option => option.Option.Name,
            ArgumentResult argument => $"the argument {argument.Argument.Name}",
            _ => null,
        }
        where name is not null
        select $"{name} is blank; give a value, or leave it out";

    private static IEnumerable<SymbolResult> Below(SymbolResult symbol) =>
        symbol is CommandResult command ? command.Children.SelectMany(Below) : [symbol];
}
