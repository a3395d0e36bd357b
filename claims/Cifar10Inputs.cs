using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Studies.Cifar10;

namespace RobustRepro.ClaimTests;

/// <summary>Where the tests of the cifar10 study find their images: in the settings, or else in shared/data beside the
/// repository.</summary>
internal static class Cifar10Inputs
{
    public static StudyInputs Given { get; } = Find();

    /// <summary>What is missing and how to get it, or null where nothing is.</summary>
    /// <param name="stimuli">Whether the published stimuli are needed too.</param>
    public static string? Missing(bool stimuli) =>
        Given.Images is null
            ? "no images: './robustrepro data get cifar10-images' fetches them; those that lie elsewhere are named by "
                + "ROBUSTREPRO__Studies__Cifar10__Images (or Studies:Cifar10:Images in robustrepro.json)"
        : stimuli && Given.CueConflict is null
            ? "no published stimuli: './robustrepro data get texture-vs-shape' fetches them; those that lie elsewhere "
                + "are named by ROBUSTREPRO__Studies__Cifar10__Stimuli (or Studies:Cifar10:Stimuli in robustrepro.json)"
        : null;

    private static StudyInputs Find()
    {
        StudyInputs set = SuiteConfiguration.Load().InputsOf(Cifar10Study.Id);
        return set with
        {
            Images = set.Images ?? SharedData.Find("cifar10-images.zip"),
            CueConflict = set.CueConflict ?? SharedData.Find("stimuli", "texture-vs-shape-7classes.zip"),
        };
    }
}
