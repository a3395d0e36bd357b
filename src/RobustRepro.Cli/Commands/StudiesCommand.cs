using System.CommandLine;
using RobustRepro.Configuration;
using RobustRepro.Studies;
using Spectre.Console;

namespace RobustRepro.Cli.Commands;

/// <summary><c>studies list</c>: on what claims are judged, and what each study still needs.</summary>
internal static class StudiesCommand
{
    public static Command Build()
    {
        Option<bool> json = SharedOptions.Json();
        Option<string[]> set = SharedOptions.Set();
        var list = new Command("list", "Lists the studies, their claims, and what each still needs.") { json, set };
        list.SetAction(result =>
            CommandRunner.Run(() =>
            {
                var configuration = SuiteConfiguration.Load(result.GetValue(set));
                IStudy[] studies =
                [
                    .. StudyRegistry.Names.Select(name => StudyRegistry.Open(name, configuration.InputsOf(name))),
                ];
                if (result.GetValue(json))
                {
                    JsonOutput.Write(studies.Select(Entry));
                    return ExitCodes.Success;
                }
                Table table = new Table().Border(TableBorder.Rounded).AddColumns("study", "architectures", "claims");
                foreach (IStudy study in studies)
                    table.AddRow(
                        new[]
                        {
                            study.Info.Name,
                            string.Join(", ", study.Networks.Architectures.Select(a => a.Name)),
                            string.Join(", ", study.Claims.Select(c => c.Id)),
                        }
                            .Select(Markup.Escape)
                            .ToArray()
                    );
                AnsiConsole.Write(table);
                // whole, to be copied
                foreach (IStudy study in studies)
                {
                    foreach (string need in Needs(study))
                        Console.WriteLine($"{study.Info.Name} lacks: {need}");
                }
                return ExitCodes.Success;
            })
        );
        return new Command("studies", "The studies on which claims are judged.") { list };
    }

    private static object Entry(IStudy study) =>
        new
        {
            Study = study.Info.Name,
            Architectures = study.Networks.Architectures.Select(a => a.Name),
            Claims = study.Claims.Select(c => c.Id),
            StillNeeds = Needs(study),
        };

    /// <summary>Each reason once.</summary>
    private static string[] Needs(IStudy study) =>
        [
            .. study
                .Info.Missing.GroupBy(m => m.Reason)
                .Select(g =>
                    string.Join(", ", g.Where(m => m.Kind == InputKind.Networks).Select(m => m.Name))
                        is { Length: > 0 } networks
                        ? $"{networks}: {g.Key}"
                        : g.Key
                ),
        ];
}
