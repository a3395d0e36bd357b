using System.CommandLine;
using RobustRepro.Files;
using RobustRepro.Probes;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Stimuli;
using RobustRepro.Studies;

namespace RobustRepro.Cli.Commands;

/// <summary><c>stimuli preview</c>: contact sheets of a study's images and of its probe.</summary>
internal static class StimuliCommand
{
    /// <summary>How much of a probe is drawn: the concepts of all of Broden's images would fill a wall.</summary>
    private const int ProbeImages = 1000;

    public static Command Build()
    {
        Option<string> study = SharedOptions.Study();
        Option<string[]> set = SharedOptions.Set();
        var output = new Option<string>("--out", "-o")
        {
            Description = "the PNG file to write; the probe's goes beside it, named *-probe.png",
            DefaultValueFactory = _ => "stimuli.png",
        };
        var preview = new Command("preview", "Writes contact sheets of the stimuli and of the labelled probe.")
        {
            study,
            output,
            set,
        };
        preview.SetAction(result =>
            CommandRunner.Run(() =>
            {
                string path = result.GetRequiredValue(output);
                IStudy opened = SharedOptions.OpenStudy(
                    result.GetRequiredValue(study),
                    SharedOptions.Configure(result.GetValue(set), null, null)
                );
                if (opened.Stimuli.Sets.Count == 0)
                    throw new InvalidInputException(
                        $"the {opened.Info.Name} study has no images: "
                            + string.Join("; ", opened.Info.Missing.Select(m => m.Reason).Distinct())
                    );
                Write(path, StimulusGallery.ContactSheet(opened.Stimuli.Sets));
                string beside = Path.Combine(
                    Path.GetDirectoryName(path) ?? "",
                    $"{Path.GetFileNameWithoutExtension(path)}-probe.png"
                );
                if (opened.WhyAbsent(StimulusName.Probe) is { } reason)
                    Console.Error.WriteLine($"left out: {reason}");
                else if (opened.Stimuli.Probe is { } probe)
                    Write(
                        beside,
                        ProbeGallery.Sheet(PartOfProbe.First(probe.Value, ProbeImages), opened.Stimuli.UnseenConcepts())
                    );
                return ExitCodes.Success;
            })
        );
        return new Command("stimuli", "The images of a study.") { preview };
    }

    private static void Write(string path, Figure sheet)
    {
        AtomicFile.Write(path, stream => stream.Write(sheet.Png));
        Console.WriteLine(path);
    }
}
