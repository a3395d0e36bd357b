using System.CommandLine;
using RobustRepro.Configuration;
using RobustRepro.Studies.Published;

namespace RobustRepro.Cli.Commands;

/// <summary><c>published</c>: the claims on a table of published measurements of one's own.</summary>
internal static class PublishedCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file")
        {
            Description =
                "CSV table of networks by measures, with the columns of biases_vs_generalization's benchmark.csv",
        };
        var family = new Option<string>("--family")
        {
            Description = "what the networks' names begin with, before _l2_eps0.5 or _linf_eps4.0",
            HelpName = "prefix",
            Required = true,
        };
        Option<string?> claim = SharedOptions.Claim(),
            output = SharedOptions.Output("folder of the report (default: the setting Report)");
        Option<bool> json = SharedOptions.Json();
        Option<string[]> set = SharedOptions.Set();
        var command = new Command("published", "Judges claims by the trend over eps in a table that others published.")
        {
            file,
            family,
            claim,
            output,
            json,
            set,
        };
        command.SetAction(result =>
            CommandRunner.Run(() =>
            {
                var configuration = SuiteConfiguration.Load(result.GetValue(set));
                return PublishedVerification.Run(
                    PublishedStudy.Open(result.GetRequiredValue(file), result.GetRequiredValue(family)),
                    configuration,
                    result.GetValue(claim),
                    null,
                    result.GetValue(output) ?? configuration.Report,
                    null,
                    result.GetValue(json)
                );
            })
        );
        return command;
    }
}
