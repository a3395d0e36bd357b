using System.Globalization;
using RobustRepro.Models;
using RobustRepro.Studies;

namespace RobustRepro.Configuration;

/// <summary>The settings of the imagenet study.</summary>
internal static class ImagenetSettings
{
    private const string Study = "Imagenet",
        Prefix = $"Studies:{Study}:";

    /// <summary>With the names of architectures as they stand in keys.</summary>
    private static readonly (string Key, string Name)[] Architectures =
    [
        .. ModelRegistry.ImageNet.Select(a => (char.ToUpperInvariant(a.Name[0]) + a.Name[1..], a.Name)),
    ];

    public static IReadOnlyList<Setting> All { get; } =
    [
        PathTo("Images", "validation images: a folder or zip with a folder per class, or of all with Labels"),
        PathTo("Labels", "a line NAME LABEL per image, labels from 0 or WordNet ids, for images all in one folder"),
        PathTo(
            "CueConflict",
            "texture-vs-shape, its stimuli or style-transfer-preprocessed-512, model-vs-human's cue-conflict",
            "texture-vs-shape"
        ),
        PathTo("Edges", "the same for edges", "texture-vs-shape"),
        PathTo("Silhouettes", "the same for filled-silhouettes", "texture-vs-shape"),
        PathTo("Stylized", "the validation images with replaced textures, in a folder per class"),
        PathTo("Broden", "Broden (broden1_224), its zip or folder, for network dissection", "broden"),
        .. Architectures.SelectMany(a =>
            new[]
            {
                PathTo($"{a.Key}:Standard", $"weight file of the standard {a.Name}"),
                PathTo($"{a.Key}:Robust", $"weight file of the adversarially trained {a.Name}"),
                PathTo($"{a.Key}:KnownImages", "the authors' list (.npy) of the images that both know"),
            }
        ),
        .. ModelRegistry
            .ImageNet.Where(a => a.TakesInputTransform)
            .SelectMany(a =>
                new[]
                {
                    Transform(a.Name, "Standard", "the standard"),
                    Transform(a.Name, "Robust", "the adversarially trained"),
                }
            ),
        new(Prefix + "Limit", "so many of the validation images; 0 for all", "0"),
        new(Prefix + "AttackImages", "of these, the first so many are attacked; 0 for all", "0"),
        new(Prefix + "NoisyImages", "of these, the first so many are shown with noise; 0 for all", "5000"),
        new(Prefix + "StrongerSteps", "steps of the attacks beside the paper's, from few to many", "20,100"),
        new(Prefix + "UnitImages", "validation images in memory, for what is measured of units", "1000"),
        new(Prefix + "ProbeImages", "so many of Broden's images; 0 for all", "0"),
        new(Prefix + "Precision", "what networks answer in: float32, float16 or bfloat16", "float32"),
    ];

    private static Setting PathTo(string key, string help, params string[] foundIn) =>
        new(Prefix + key, help, "") { IsPath = true, FoundIn = foundIn };

    private static Setting Transform(string architecture, string which, string words) =>
        new(
            Prefix + Key(architecture, which),
            $"torchvision's transform_input of {words} {architecture}: on or off; empty where its file tells",
            ""
        );

    private static string Key(string architecture, string which) =>
        $"{char.ToUpperInvariant(architecture[0])}{architecture[1..]}:{which}TransformInput";

    public static bool IsOf(string study) => string.Equals(study, Study, StringComparison.OrdinalIgnoreCase);

    /// <param name="value">Of a key, or null where it is empty.</param>
    /// <exception cref="InvalidInputException">A size or the precision is none.</exception>
    public static StudyInputs Inputs(Func<string, string?> value)
    {
        string? Of(string key) => value(Prefix + key);
        return new()
        {
            Images = Of("Images"),
            Labels = Of("Labels"),
            CueConflict = Of("CueConflict"),
            Edges = Of("Edges"),
            Silhouettes = Of("Silhouettes"),
            Stylized = Of("Stylized"),
            Broden = Of("Broden"),
            Networks = Architectures.ToDictionary(
                a => a.Name,
                a => new NetworkFiles(
                    Of($"{a.Key}:Standard"),
                    Of($"{a.Key}:Robust"),
                    Of($"{a.Key}:KnownImages"),
                    Switch(Key(a.Name, "Standard")),
                    Switch(Key(a.Name, "Robust"))
                )
            ),
            Sizes = new(
                Number("Limit"),
                Number("AttackImages"),
                Number("NoisyImages"),
                Number("UnitImages"),
                Number("ProbeImages"),
                [
                    .. (Of("StrongerSteps") ?? "")
                        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Select(s => Whole("StrongerSteps", s)),
                ]
            ),
            Precision = PrecisionOf(Of("Precision") ?? ""),
        };

        static Precision PrecisionOf(string name) =>
            Enum.GetValues<Precision>()
                .Where(p => p.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
                .ToArray()
                is [var precision]
                ? precision
                : throw InvalidInputException.Unknown(
                    "precision",
                    name,
                    Enum.GetNames<Precision>().Select(n => n.ToLowerInvariant())
                );
        bool? Switch(string key) => OnOff.Parse(Of(key), $"setting {Prefix}{key}");
        int Number(string key) => Whole(key, Of(key) ?? "0");
        static int Whole(string key, string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new InvalidInputException($"setting {Prefix}{key} is '{text}', expected whole numbers from 0");
    }
}
