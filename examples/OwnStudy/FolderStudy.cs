using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Datasets;
using RobustRepro.Imaging;
using RobustRepro.Measuring;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;
using RobustRepro.Studies;

namespace OwnStudy;

/// <summary>A study of one's own: a folder of images, a subfolder per class, and two networks that name these
/// classes.</summary>
internal static class FolderStudy
{
    /// <param name="images">The folder.</param>
    /// <param name="classes">Names of the subfolders, in the order of the networks' outputs.</param>
    /// <param name="size">Side of the images that the networks take, in pixels.</param>
    /// <param name="networks">The pair to be judged.</param>
    public static NetworkStudy Open(string images, IReadOnlyList<string> classes, int size, IStudyNetworks networks) =>
        new(
            new StudyInfo("folder", () => $"Images of {Path.GetFileName(images)}, as they are and scrambled."),
            networks,
            new StudyStimuli(() => Stimuli(images, classes, size)),
            new AttackGrid(Norm.L2, [2], TrainingEps: 2, Steps: 20, Images: 100),
            [ClaimRegistry.Find("robust"), ClaimRegistry.Find("shape-less"), ClaimRegistry.Find("smoother-filters")]
        );

    private static Dictionary<StimulusName, IStimulusSet> Stimuli(
        string images,
        IReadOnlyList<string> classes,
        int size
    )
    {
        using IImageSet files = ImageFolder.Open(images, classes);
        StimulusSet intact = files.Load(StimulusName.Intact, ImagePreparation.Stretch(size));
        return new()
        {
            [StimulusName.Intact] = intact,
            [StimulusName.Scrambled] = Scramble.Apply(intact, StimulusName.Scrambled),
        };
    }
}
