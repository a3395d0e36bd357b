using RobustRepro.Configuration;
using RobustRepro.Studies;
using RobustRepro.Studies.Cifar10;

namespace RobustRepro.ClaimTests;

/// <summary>Where the tests of a study of photographs find their images: in the settings, or else in shared/data beside
/// the repository.</summary>
internal sealed class PhotographInputs
{
    private readonly string key,
        images,
        dataset;

    /// <param name="key">The study in keys of settings.</param>
    /// <param name="images">Its images, in words.</param>
    /// <param name="dataset">What 'data get' calls them.</param>
    /// <param name="file">The images in shared/data.</param>
    /// <param name="stimuli">The published stimuli in shared/data.</param>
    private PhotographInputs(string key, string images, string dataset, string file, string stimuli)
    {
        (this.key, this.images, this.dataset) = (key, images, dataset);
        StudyInputs set = SuiteConfiguration.Load().InputsOf(key.ToLowerInvariant());
        Given = set with
        {
            Images = set.Images ?? SharedData.Find(file),
            CueConflict = set.CueConflict ?? SharedData.Find("stimuli", stimuli),
        };
    }

    public static PhotographInputs Cifar10 { get; } =
        new("Cifar10", "images", "cifar10-images", "cifar10-images.zip", "texture-vs-shape-7classes.zip");

    public static PhotographInputs Tinyimagenet { get; } =
        new(
            "Tinyimagenet",
            "photographs",
            "tiny-imagenet",
            "tiny-imagenet-26-classes.zip",
            "texture-vs-shape-11classes.zip"
        );

    /// <summary>Null for a study without photographs.</summary>
    public static PhotographInputs? Of(string study) =>
        study switch
        {
            Cifar10Study.Id => Cifar10,
            StudyUnderTest.Tinyimagenet => Tinyimagenet,
            _ => null,
        };

    public StudyInputs Given { get; }

    /// <summary>What is missing and how to get it, or null where nothing is.</summary>
    /// <param name="stimuli">Whether the published stimuli are needed too.</param>
    public string? Missing(bool stimuli) =>
        Given.Images is null ? Lacking(images, dataset, "Images")
        : stimuli && Given.CueConflict is null ? Lacking("published stimuli", "texture-vs-shape", "Stimuli")
        : null;

    private string Lacking(string what, string named, string setting) =>
        $"no {what}: './robustrepro data get {named}' fetches them; those that lie elsewhere are named by "
        + $"ROBUSTREPRO__Studies__{key}__{setting} (or Studies:{key}:{setting} in robustrepro.json)";
}
