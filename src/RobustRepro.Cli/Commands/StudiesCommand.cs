using System.CommandLine;
using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Studies.Published;
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
                var published = PublishedStudy.Open(configuration.InputsOf(PublishedStudy.Id));
                (StudyInfo Info, string[] Architectures, string[] Claims)[] studies =
                [
                    .. StudyRegistry.Names.Select(name =>
                        Entry(StudyRegistry.Open(name, configuration.InputsOf(name)))
                    ),
                    (published.Info, [.. published.Architectures], [.. published.Claims.Select(c => c.Id)]),
                ];
                if (result.GetValue(json))
                {
                    JsonOutput.Write(
                        studies.Select(s => new
                        {
                            Study = s.Info.Name,
                            s.Architectures,
                            s.Claims,
                            StillNeeds = Needs(s.Info),
                        })
                    );
                    return ExitCodes.Success;
                }
                Table table = new Table().Border(TableBorder.Rounded).AddColumns("study", "architectures", "claims");
                foreach ((StudyInfo info, string[] architectures, string[] claims) in studies)
                    table.AddRow(
                        new[] { info.Name, string.Join(", ", architectures), string.Join(", ", claims) }
                            .Select(Markup.Escape)
                            .ToArray()
                    );
                AnsiConsole.Write(table);
                // whole, to be copied
                foreach (StudyInfo info in studies.Select(s => s.Info))
                {
                    foreach (string need in Needs(info))
                        Console.WriteLine($"{info.Name} lacks: {need}");
                }
                return ExitCodes.Success;
            })
        );
        return new Command("studies", "The studies on which claims are judged.") { list };
    }

    private static (StudyInfo, string[], string[]) Entry(IStudy study) =>
        (study.Info, [.. study.Networks.Architectures.Select(a => a.Name)], [.. study.Claims.Select(c => c.Id)]);

    /// <summary>Each reason once.</summary>
    private static string[] Needs(StudyInfo info) =>
        [
            .. info
                .Missing.GroupBy(m => m.Reason)
                .Select(g =>
                    string.Join(", ", g.Where(m => m.Kind == InputKind.Networks).Select(m => m.Name))
                        is { Length: > 0 } networks
                        ? $"{networks}: {g.Key}"
                        : g.Key
                ),
        ];
}
