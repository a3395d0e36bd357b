using System.CommandLine;
using RobustRepro.Configuration;

namespace RobustRepro.Cli.Commands;

/// <summary><c>settings list</c>: every key, its value, and where that comes from.</summary>
internal static class SettingsCommand
{
    public static Command Build()
    {
        Option<bool> json = SharedOptions.Json();
        Option<string[]> set = SharedOptions.Set();
        var list = new Command("list", "Lists every setting, its value, and where that comes from.") { json, set };
        list.SetAction(result =>
            CommandRunner.Run(() =>
            {
                var configuration = SuiteConfiguration.Load(result.GetValue(set));
                if (result.GetValue(json))
                    JsonOutput.Write(
                        configuration.Values.Select(v => new
                        {
                            v.Setting.Key,
                            v.Value,
                            v.Source,
                            v.Setting.Help,
                        })
                    );
                else
                    Print(configuration);
                return ExitCodes.Success;
            })
        );
        return new Command("settings", "What can be set, and what is.") { list };
    }

    private static void Print(SuiteConfiguration configuration)
    {
        foreach (SettingValue value in configuration.Values)
        {
            Console.WriteLine($"{value.Setting.Key} = {value.Value}");
            Console.WriteLine($"    {value.Source}: {value.Setting.Help}");
        }
        Console.WriteLine();
        Console.WriteLine($"File: {configuration.File ?? "none; robustrepro.json is looked for from here upwards"}");
        Console.WriteLine(
            "Over the file: variables such as ROBUSTREPRO__Studies__Trifeature__Weights; over these: --set."
        );
    }
}
