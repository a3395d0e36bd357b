using System.CommandLine;

namespace RobustRepro.Cli.Commands;

/// <summary><c>models</c>: the networks of the suite and the weight files of others.</summary>
internal static class ModelsCommand
{
    public static Command Build() =>
        new("models", "The networks of the suite, and weight files from elsewhere.")
        {
            ModelsListCommand.Build(),
            ModelsInspectCommand.Build(),
            ModelsConvertCommand.Build(),
        };
}
