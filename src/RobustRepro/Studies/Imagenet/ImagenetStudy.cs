using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Probes;
using RobustRepro.Probes.Broden;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Studies.Imagenet;

/// <summary>
/// The paper's own study: AlexNet, GoogLeNet and ResNet-50 at 224 x 224 from the user's weight files, on the user's
/// copy of ImageNet's validation images, of the stimuli of Geirhos et al. and of Broden. What is not there leaves out
/// the claims that need it.
/// </summary>
public static class ImagenetStudy
{
    /// <summary>Name on the command line and in tables.</summary>
    public const string Id = "imagenet";

    /// <summary>The one of Broden's categories that the paper's code has and NetDissect-Lite has not.</summary>
    private const string Material = "material";

    private const string NoBroden =
        "no labelled images: 'robustrepro data get broden', then --set Studies:Imagenet:Broden=PATH, its zip or "
        + "the folder with index.csv";

    /// <param name="inputs">Where networks and images are.</param>
    /// <param name="device">Where networks run; null for the CPU.</param>
    public static NetworkStudy Open(StudyInputs? inputs = null, torch.Device? device = null)
    {
        StudyInputs given = inputs ?? StudyInputs.None;
        var stimuli = new Lazy<ImagenetStimuli>(() => ImagenetStimuli.Open(given));
        Lazy<IProbe>? probe = given.Broden is { } folder
            ? new(() => PartOfProbe.First(Broden(folder), given.Sizes.ProbeImages))
            : null;
        var networks = new ImagenetNetworks(given.Networks);
        AttackGrid attacks = Attacks(given.Sizes) with { AutoAttackImages = given.AutoAttackImages };
        return new(
            new(
                Id,
                () => Description(stimuli.Value),
                () =>
                    [
                        .. stimuli.Value.Provenance,
                        .. probe is null ? [] : Key("probe", $"{given.Broden}: {probe.Value.Count:N0} images"),
                        .. Key("attack", attacks.ToString()),
                        .. Key("numbers", $"answers in {given.Precision.Lower()}, attacks and hidden units in float32"),
                    ],
                () =>
                    [
                        .. networks.Missing,
                        .. stimuli.Value.Absent.Select(a => MissingInput.Stimuli(a.Key, a.Value)),
                        .. probe is null ? [MissingInput.Probe(NoBroden)] : Array.Empty<MissingInput>(),
                    ]
            )
            {
                Remarks = StudyRemarks.Of(Id),
                Tables = [new AuthorsImages(Lists(given))],
                SameNetworksAs = [Id, PublishedDecisions.DecisionsStudy.Id],
            },
            networks,
            new(() => stimuli.Value.Sets)
            {
                Probe = probe,
                RuleOf = set => RuleOf(stimuli.Value, set),
                TypesOfClasses = EntryLevelCategories.OfImageNetClasses,
                MostInMemory = given.Sizes.UnitImages == 0 ? int.MaxValue : given.Sizes.UnitImages,
            },
            attacks,
            [.. ClaimRegistry.All.Where(c => !c.Needs.Contains(StimulusName.Hybrid(StimulusName.HybridCutOffs[0])))]
        )
        {
            OnRequest = ClaimRegistry.OnRequest,
            Device = device,
            Precision = given.Precision,
            Store = given.Store,
        };
    }

    private static AttackGrid Attacks(StudySizes sizes) =>
        new(
            Norm.L2,
            [0.5f, 1, 3],
            TrainingEps: 3,
            Steps: 7,
            Images: sizes.AttackImages == 0 ? int.MaxValue : sizes.AttackImages
        )
        {
            // the paper's steps of 0.5 at eps 3
            StepOverEps = 0.5f / 3,
            StrongerSteps = sizes.StrongerSteps,
        };

    private static string Description(ImagenetStimuli stimuli) =>
        $"Networks of the paper's architectures at {ImagenetNetworks.InputSize} x {ImagenetNetworks.InputSize}. "
        + $"{string.Join("; ", stimuli.Sets.Values.Select(s => $"{s.Name}: {s.Count:N0} images"))}. "
        + $"Photographs are answered in {ImagenetNetworks.Classes} classes, the stimuli of Geirhos et al. in "
        + $"{EntryLevelCategories.All.Count} categories.";

    /// <summary>The sets of Geirhos et al. in categories, photographs in classes.</summary>
    private static AnswerRule RuleOf(ImagenetStimuli stimuli, StimulusName set) =>
        stimuli.Sets.TryGetValue(set, out IStimulusSet? images)
        && images.Classes.Count == EntryLevelCategories.All.Count
            ? AnswerRule.EntryLevel
            : AnswerRule.HighestLogit;

    private static Dictionary<string, string> Lists(StudyInputs inputs) =>
        inputs.Networks.Where(n => n.Value.KnownImages is not null).ToDictionary(n => n.Key, n => n.Value.KnownImages!);

    /// <summary>With the paper's six categories; copies without material are read with the other five.</summary>
    private static BrodenProbe Broden(string folder) =>
        new(
            folder,
            ImagenetNetworks.InputSize,
            BrodenProbe.Has(folder, Material) ? [.. BrodenProbe.DefaultCategories, Material] : null
        );

    private static (string, string)[] Key(string key, string value) => [(key, value)];
}
