using System.CommandLine;
using RobustRepro.Cli;
using RobustRepro.Cli.Commands;
using Spectre.Console;

PrintableWriter.Guard();

// a pipe or a file has no width of its own
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 140;

var root = new RootCommand(
    "RobustRepro: tests the claims of 'The shape and simplicity biases of adversarially robust "
        + "ImageNet-trained CNNs' (arXiv:2006.09373)."
)
{
    VerifyCommand.Build(),
    CompareCommand.Build(),
    MeasureCommand.Build(),
    TrainCommand.Build(),
    EvaluateCommand.Build(),
    DissectCommand.Build(),
    DecisionsCommand.Build(),
    PublishedCommand.Build(),
    StimuliCommand.Build(),
    ModelsCommand.Build(),
    DataCommand.Build(),
    MeasurementsCommand.Build(),
    ClaimsCommand.Build(),
    StudiesCommand.Build(),
    SettingsCommand.Build(),
    CompletionsCommand.Build(),
    SharedOptions.Quiet,
    SharedOptions.Verbose,
};
ParseResult parsed = root.Parse(args);
string[] errors = [.. parsed.Errors.Select(e => ParseProblem.Of(e.Message))];
if (errors.Length == 0)
    errors = [.. BlankValues.In(parsed)];
if (errors.Length > 0)
{
    foreach (string error in errors)
        Console.Error.WriteLine($"error: {error}");
    Console.Error.WriteLine("Run with --help to see what is possible.");
    return ExitCodes.BadInput;
}
CommandRunner.Verbose = parsed.GetValue(SharedOptions.Verbose);

// help speaks of the program by the name of its file
using var help = new StringWriter();
int exitCode = await parsed.InvokeAsync(
    new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        Output = help,
    }
);
Console.Write(help.ToString().Replace(RootCommand.ExecutableName, "robustrepro", StringComparison.Ordinal));
return exitCode;
