using System.Globalization;

namespace RobustRepro.Stimuli;

/// <summary>Names of the stimulus sets that claims ask for. Image i of the derived sets is image i of
/// <see cref="Intact"/>, distorted.</summary>
public static class StimulusSets
{
    /// <summary>Test images, both cues in place.</summary>
    public const string Intact = "intact";

    /// <summary>Shape of one class, texture of another.</summary>
    public const string CueConflict = "cue-conflict";

    /// <summary>Shapes filled black on white.</summary>
    public const string Silhouettes = "silhouettes";

    /// <summary>Outlines.</summary>
    public const string Contours = "contours";

    /// <summary>Coloured shapes without texture.</summary>
    public const string Flat = "flat";

    /// <summary>Texture over the whole image.</summary>
    public const string TexturePatches = "texture-patches";

    /// <summary>2 x 2 tiles in another order.</summary>
    public const string Scrambled = "scrambled";

    /// <summary><see cref="CueConflict"/> in the size and crop in which photographs are shown, as the paper's authors
    /// showed them.</summary>
    public const string CueConflictCropped = "cue-conflict, resized and cropped";

    /// <summary>Line drawings; not derived from <see cref="Intact"/>.</summary>
    public const string Edges = "edges";

    /// <summary>Images with labelled concepts, for network dissection: no stimulus set, so no
    /// network answers it.</summary>
    public const string Probe = "probe";

    /// <summary>The layout of each image with the texture of another, of any class.</summary>
    public const string Stylized = "stylized";

    /// <summary>The published cue-conflict stimuli of the classes that a study shares with them, at the study's size,
    /// answered among those classes.</summary>
    public const string PublishedConflict = "published cue-conflict, shared classes";

    /// <summary>The published filled silhouettes, at the study's size; not derived from <see cref="Intact"/>.</summary>
    public const string PublishedSilhouettes = "published silhouettes";

    /// <summary><see cref="PublishedConflict"/>, answered among all of the study's classes.</summary>
    public const string PublishedConflictAllClasses = "published cue-conflict, all classes";

    /// <summary>Gaussian cut-offs, in pixels, at which hybrid images change from the coarse image to the fine
    /// one.</summary>
    public static IReadOnlyList<double> HybridCutOffs { get; } = [1, 1.5, 2, 3];

    /// <summary>Severities of a corruption: 1 to 5, as in CIFAR-10-C.</summary>
    public static IReadOnlyList<int> Severities { get; } = [1, 2, 3, 4, 5];

    /// <summary>Low frequencies of an image of one class (the shape) with the high ones of an image of another (the
    /// texture).</summary>
    public static string Hybrid(double cutOff) => string.Create(CultureInfo.InvariantCulture, $"hybrid-{cutOff:0.#}");

    /// <summary>The low frequencies of intact images alone.</summary>
    public static string LowPass(double cutOff) =>
        string.Create(CultureInfo.InvariantCulture, $"low-pass-{cutOff:0.#}");

    /// <summary>The high frequencies of intact images alone, around grey.</summary>
    public static string HighPass(double cutOff) =>
        string.Create(CultureInfo.InvariantCulture, $"high-pass-{cutOff:0.#}");

    /// <summary>Intact images, corrupted.</summary>
    /// <param name="corruption">As CIFAR-10-C names it, for example <c>gaussian_noise</c>.</param>
    public static string Corrupted(string corruption, int severity) =>
        string.Create(CultureInfo.InvariantCulture, $"{corruption}-{severity}");

    /// <summary>Intact images after an attack on the network that is measured: not a set of files.</summary>
    public const string UnderAttack = "under attack";
}
