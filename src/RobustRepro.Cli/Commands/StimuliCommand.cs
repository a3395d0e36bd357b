using System.CommandLine;
using RobustRepro.Checkpoints;
using RobustRepro.Reporting;
using RobustRepro.Studies;

namespace RobustRepro.Cli.Commands;

/// <summary><c>stimuli preview</c>: a contact sheet of a study's images.</summary>
internal static class StimuliCommand
{
    public static Command Build()
    {
        Option<string> study = SharedOptions.Study();
        var output = new Option<string>("--out") { Description = "the PNG file to write", DefaultValueFactory = _ => "stimuli.png" };
        var preview = new Command("preview", "Writes a contact sheet of the stimuli.") { study, output };
        preview.SetAction(result => CommandRunner.Run(() =>
        {
            string name = result.GetRequiredValue(study), path = result.GetRequiredValue(output);
            if (name != "trifeature")
                throw InvalidInputException.Unknown("study", name, StudyRegistry.Names);
            TorchRuntime.Start();
            Figure sheet = StimulusGallery.ContactSheet(TrifeatureStimuli.Test(images: 10, perPair: 1));
            AtomicFile.Write(path, stream => stream.Write(sheet.Png));
            Console.WriteLine(path);
            return ExitCodes.Success;
        }));
        return new Command("stimuli", "The images of a study.") { preview };
    }
}
