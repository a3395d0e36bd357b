using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Images;

namespace RobustRepro.Studies;

/// <summary>The stimuli of the cifar10 study: which sets, how many images.</summary>
public static class Cifar10Stimuli
{
    /// <summary>The last of the training split, balanced over classes; no network trains with them.</summary>
    public const int ValidationImages = 1000;

    /// <param name="path">The setting Studies:Cifar10:Images.</param>
    /// <exception cref="InvalidInputException">Nothing is set, or what is there cannot be read.</exception>
    public static StimulusSet Load(string? path, Cifar10Split split)
    {
        if (path is null)
            throw new InvalidInputException("the cifar10 study needs its images: 'robustrepro data get cifar10', then --set Studies:Cifar10:Images=PATH, the archive, a zip or a folder with train/CLASS and test/CLASS");
        using Cifar10 images = Cifar10.Open(path);
        return images.Load(split);
    }
}
