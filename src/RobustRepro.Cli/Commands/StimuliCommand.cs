using System.CommandLine;
using RobustRepro.Checkpoints;
using RobustRepro.Reporting;
using RobustRepro.Stimuli.Trifeature.Probe;
using RobustRepro.Studies;

namespace RobustRepro.Cli.Commands;

/// <summary><c>stimuli preview</c>: contact sheets of a study's images and of its probe.</summary>
internal static class StimuliCommand
{
    public static Command Build()
    {
        Option<string> study = SharedOptions.Study();
        var output = new Option<string>("--out") { Description = "the PNG file to write; the probe's goes beside it, named *-probe.png", DefaultValueFactory = _ => "stimuli.png" };
        var preview = new Command("preview", "Writes contact sheets of the stimuli and of the labelled probe.") { study, output };
        preview.SetAction(result => CommandRunner.Run(() =>
        {
            string name = result.GetRequiredValue(study), path = result.GetRequiredValue(output);
            if (name != "trifeature")
                throw InvalidInputException.Unknown("study", name, StudyRegistry.Names);
            TorchRuntime.Start();
            Write(path, StimulusGallery.ContactSheet(TrifeatureStimuli.Test(images: 10, perPair: 1)));
            string beside = Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-probe.png");
            Write(beside, ProbeGallery.Sheet(TrifeatureStimuli.Probe(), TrifeatureProbe.Unseen));
            return ExitCodes.Success;
        }));
        return new Command("stimuli", "The images of a study.") { preview };
    }

    private static void Write(string path, Figure sheet)
    {
        AtomicFile.Write(path, stream => stream.Write(sheet.Png));
        Console.WriteLine(path);
    }
}
