using System.Text;
using RobustRepro.Datasets;
using RobustRepro.Datasets.Geirhos;
using RobustRepro.Datasets.ImageNet;
using RobustRepro.Files;
using RobustRepro.Imaging;
using RobustRepro.Measures;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Distortions;

namespace RobustRepro.Studies.Imagenet;

/// <summary>
/// The stimuli of the imagenet study. Photographs are prepared as torchvision does, and scrambled or turned into
/// contours from there; the stimuli of Geirhos et al. are 224 x 224 already and are shown as they
/// are, as model-vs-human does.
/// </summary>
internal sealed class ImagenetStimuli
{
    /// <summary>Photographs come in an order drawn once, so that the first so many are of all classes, whatever the
    /// files are called.</summary>
    private const int OrderSeed = 106;

    private const long NoiseSeed = 107;
    private const string Noise = "gaussian_noise";

    /// <summary>Standard deviations of ImageNet-C's gaussian_noise at severities 1 to 5, in pixel values of [0, 1]
    /// (Hendrycks and Dietterich 2019).</summary>
    private static readonly float[] NoiseDeviations = [0.08f, 0.12f, 0.18f, 0.26f, 0.38f];

    private readonly Dictionary<StimulusName, IStimulusSet> sets = [];
    private readonly Dictionary<StimulusName, string> absent = [];
    private readonly List<(string, string)> provenance = [];

    private ImagenetStimuli() { }

    public IReadOnlyDictionary<StimulusName, IStimulusSet> Sets => sets;

    /// <summary>What was not given: a sentence on what is missing, and which setting would give it.</summary>
    public IReadOnlyDictionary<StimulusName, string> Absent => absent;

    public IReadOnlyList<(string Key, string Value)> Provenance => provenance;

    /// <exception cref="InvalidInputException">What was given is not what it should be.</exception>
    public static ImagenetStimuli Open(StudyInputs inputs)
    {
        var stimuli = new ImagenetStimuli();
        stimuli.AddPhotographs(inputs);
        stimuli.AddGeirhos(inputs.CueConflict, GeirhosSet.CueConflict, StimulusName.CueConflict, "CueConflict");
        stimuli.AddGeirhos(inputs.Edges, GeirhosSet.Edges, StimulusName.Edges, "Edges");
        stimuli.AddGeirhos(inputs.Silhouettes, GeirhosSet.Silhouettes, StimulusName.Silhouettes, "Silhouettes");
        return stimuli;
    }

    private void AddPhotographs(StudyInputs inputs)
    {
        if (inputs.Images is null)
        {
            foreach (
                StimulusName set in (StimulusName[])
                    [
                        StimulusName.Intact,
                        StimulusName.Scrambled,
                        StimulusName.Contours,
                        StimulusName.Stylized,
                        .. StimulusName.Severities.Select(s => StimulusName.Corrupted(Noise, s)),
                    ]
            )
                absent[set] =
                    "no photographs: give ImageNet's validation images ('robustrepro data list' says where "
                    + "they come from) with --set Studies:Imagenet:Images=FOLDER, a folder per class or, with "
                    + "Studies:Imagenet:Labels=FILE, all in one";
            return;
        }
        IImageSet photographs = Photographs(inputs.Images, inputs.Labels, inputs.Sizes.Images);
        var intact = new StreamedSet(
            StimulusName.Intact,
            photographs,
            ImagePreparation.ImageNet,
            ImageNetClasses.Names
        );
        sets[StimulusName.Intact] = intact;
        sets[StimulusName.Scrambled] = new DistortedSet(
            StimulusName.Scrambled,
            intact,
            (images, _) => Scramble.Apply(images)
        );
        sets[StimulusName.Contours] = new StreamedSet(
            StimulusName.Contours,
            photographs,
            ImagePreparation.ImageNet.After("contours by Canny at the photograph's own size", PhotographContours.Of),
            ImageNetClasses.Names
        );
        foreach (int severity in StimulusName.Severities)
            AddNoisy(photographs, inputs.Sizes.NoisyImages, severity);
        provenance.Add(
            (
                "photographs",
                $"{photographs.Count:N0} of {inputs.Images}, {ImagePreparation.ImageNet.Description}; "
                    + $"SHA-256 of names and classes {Hash(photographs)}"
            )
        );
        if (inputs.Stylized is null)
        {
            absent[StimulusName.Stylized] =
                "no stylized photographs: give them with --set Studies:Imagenet:Stylized=FOLDER (made with "
                + "github.com/rgeirhos/Stylized-ImageNet, in a folder per class, under the photographs' names)";
            return;
        }
        IImageSet stylized = StylizedImages.Of(inputs.Stylized, photographs);
        sets[StimulusName.Stylized] = new StreamedSet(
            StimulusName.Stylized,
            stylized,
            ImagePreparation.ImageNet,
            ImageNetClasses.Names
        );
        provenance.Add(("stylized photographs", $"{stylized.Count:N0} of {inputs.Stylized}"));
    }

    /// <param name="most">0 for all.</param>
    private void AddNoisy(IImageSet photographs, int most, int severity)
    {
        StimulusName name = StimulusName.Corrupted(Noise, severity);
        var clean = new StreamedSet(
            name,
            most == 0 ? photographs : photographs.Subset([.. Enumerable.Range(0, Math.Min(most, photographs.Count))]),
            ImagePreparation.ImageNet,
            ImageNetClasses.Names
        );
        sets[name] = new DistortedSet(
            name,
            clean,
            (images, first) => GaussianNoise.Apply(images, first, NoiseDeviations[severity - 1], NoiseSeed + severity)
        );
    }

    private void AddGeirhos(string? path, GeirhosSet which, StimulusName set, string setting)
    {
        if (path is null)
        {
            absent[set] =
                $"no {set} stimuli: 'robustrepro data get texture-vs-shape', then --set "
                + $"Studies:Imagenet:{setting}=PATH, the zip or a folder of it";
            return;
        }
        IImageSet images = GeirhosStimuli.Open(path, which, EntryLevelCategories.All);
        sets[set] = new StreamedSet(set, images, GeirhosStimuli.Preparation);
        if (which == GeirhosSet.CueConflict)
            sets[StimulusName.CueConflictCropped] = new StreamedSet(
                StimulusName.CueConflictCropped,
                images,
                ImagePreparation.ImageNet
            );
        provenance.Add(
            (
                $"{set} stimuli",
                $"{images.Count:N0} of {path}, {GeirhosStimuli.Preparation.Description}; SHA-256 of names "
                    + $"and classes {Hash(images)}"
            )
        );
    }

    /// <param name="most">0 for all.</param>
    private static IImageSet Photographs(string path, string? labels, int most)
    {
        if (labels is null && ImageFolder.IsFlat(path))
            throw new InvalidInputException(
                $"{path}: all images are in one folder, as ImageNet's validation images are given out, and nothing "
                    + "says their classes: --set Studies:Imagenet:Labels=FILE, with a line NAME LABEL per image or a "
                    + "LABEL per "
                    + "line in the order of the names; labels are WordNet ids or count from 0"
            );
        IImageSet all = labels is null
            ? ImageFolder.Open(path, ImageNetClasses.Ids)
            : LabelledFolder.Open(path, labels, ImageNetClasses.Ids);
        int[] byName =
        [
            .. Enumerable
                .Range(0, all.Count)
                .OrderBy(i => Path.GetFileName(all.Name(i)), StringComparer.Ordinal)
                .ThenBy(i => all.Name(i), StringComparer.Ordinal),
        ];
        int[] order = SeededShuffle.InOrder(byName, OrderSeed);
        return all.Subset(most == 0 ? order : [.. order.Take(most)]);
    }

    private static string Hash(IImageSet images)
    {
        IEnumerable<string> lines = Enumerable
            .Range(0, images.Count)
            .Select(i => $"{Path.GetFileName(images.Name(i))} {images.Shape(i)} {images.Texture(i)}\n")
            .Order(StringComparer.Ordinal);
        return Sha256.Of(Encoding.UTF8.GetBytes(string.Concat(lines)));
    }
}
