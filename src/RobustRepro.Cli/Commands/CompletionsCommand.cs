using System.CommandLine;

namespace RobustRepro.Cli.Commands;

/// <summary><c>completions</c>: a script that lets a shell ask the program itself what may come next.</summary>
internal static class CompletionsCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # source <(robustrepro completions bash)
            _robustrepro() {
              local IFS=$'\n'
              COMPREPLY=($(robustrepro "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null))
            }
            complete -o default -F _robustrepro robustrepro
            """,
        ["zsh"] = """
            # source <(robustrepro completions zsh)
            _robustrepro() {
              local -a found=("${(@f)$(robustrepro "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -- $found
            }
            compdef _robustrepro robustrepro
            """,
        ["fish"] = """
            # robustrepro completions fish | source
            function _robustrepro
              set -l line (commandline -cp)
              robustrepro "[suggest:"(string length -- $line)"]" "$line"
            end
            complete -c robustrepro -a '(_robustrepro)'
            """,
    };

    public static Command Build()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish", HelpName = "shell" };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command("completions", "Prints a script that completes names in a shell.") { shell };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                string name = result.GetRequiredValue(shell);
                string script =
                    Scripts.GetValueOrDefault(name) ?? throw InvalidInputException.Unknown("shell", name, Scripts.Keys);
                Console.Write(script + "\n");
                return ExitCodes.Success;
            })
        );
        return command;
    }
}
