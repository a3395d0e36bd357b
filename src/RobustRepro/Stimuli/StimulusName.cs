using System.Globalization;

namespace RobustRepro.Stimuli;

/// <summary>What a stimulus set is called: in tables, in settings of claims, in measurements. The names that the
/// suite's claims ask for are here; a study of one's own may have others. Image i of the derived sets is image i of
/// <see cref="Intact"/>, distorted.</summary>
/// <param name="Text">As tables print it, for example <c>cue-conflict</c>.</param>
public readonly record struct StimulusName(string Text)
{
    /// <summary>Test images, both cues in place.</summary>
    public static readonly StimulusName Intact = new("intact");

    /// <summary>Shape of one class, texture of another.</summary>
    public static readonly StimulusName CueConflict = new("cue-conflict");

    /// <summary>Shapes filled black on white.</summary>
    public static readonly StimulusName Silhouettes = new("silhouettes");

    /// <summary>Outlines, white on black.</summary>
    public static readonly StimulusName Contours = new("contours");

    /// <summary><see cref="Silhouettes"/> in the polarity of the paper's samples: white on black.</summary>
    public static readonly StimulusName SilhouettesInverted = new("silhouettes-inverted");

    /// <summary><see cref="Contours"/> in the polarity of the paper's samples: black on white.</summary>
    public static readonly StimulusName ContoursInverted = new("contours-inverted");

    /// <summary><see cref="Intact"/> in black and white, cut at each image's own threshold, on a white background: what
    /// the paper's samples of contours look like.</summary>
    public static readonly StimulusName Thresholded = new("thresholded");

    /// <summary>Coloured shapes without texture.</summary>
    public static readonly StimulusName Flat = new("flat");

    /// <summary>Texture over the whole image.</summary>
    public static readonly StimulusName TexturePatches = new("texture-patches");

    /// <summary>2 x 2 tiles in another order.</summary>
    public static readonly StimulusName Scrambled = new("scrambled");

    /// <summary><see cref="CueConflict"/> in the size and crop in which photographs are shown, as the paper's authors
    /// showed them.</summary>
    public static readonly StimulusName CueConflictCropped = new("cue-conflict, resized and cropped");

    /// <summary>Line drawings; not derived from <see cref="Intact"/>.</summary>
    public static readonly StimulusName Edges = new("edges");

    /// <summary>Images with labelled concepts, for network dissection: no stimulus set, so no network answers
    /// it.</summary>
    public static readonly StimulusName Probe = new("probe");

    /// <summary>The layout of each image with the texture of another, of any class.</summary>
    public static readonly StimulusName Stylized = new("stylized");

    /// <summary>The published cue-conflict stimuli of the classes that a study shares with them, at the study's size,
    /// answered among those classes.</summary>
    public static readonly StimulusName PublishedConflict = new("published cue-conflict, shared classes");

    /// <summary>Conflicts made from test images by style transfer, where <see cref="CueConflict"/> are the published
    /// ones.</summary>
    public static readonly StimulusName TransferredConflict = new("style-transferred conflict");

    /// <summary>The published filled silhouettes, at the study's size; not derived from <see cref="Intact"/>.</summary>
    public static readonly StimulusName PublishedSilhouettes = new("published silhouettes");

    /// <summary><see cref="PublishedConflict"/>, answered among all of the study's classes.</summary>
    public static readonly StimulusName PublishedConflictAllClasses = new("published cue-conflict, all classes");

    /// <summary>Gaussian cut-offs, in pixels, at which hybrid images change from the coarse image to the fine
    /// one.</summary>
    public static IReadOnlyList<double> HybridCutOffs { get; } = [1, 1.5, 2, 3];

    /// <summary>Severities of a corruption: 1 to 5, as in CIFAR-10-C.</summary>
    public static IReadOnlyList<int> Severities { get; } = [1, 2, 3, 4, 5];

    /// <summary>Low frequencies of an image of one class (the shape) with the high ones of an image of another (the
    /// texture).</summary>
    public static StimulusName Hybrid(double cutOff) => Of($"hybrid-{cutOff:0.#}");

    /// <summary>The low frequencies of intact images alone.</summary>
    public static StimulusName LowPass(double cutOff) => Of($"low-pass-{cutOff:0.#}");

    /// <summary>The high frequencies of intact images alone, around grey.</summary>
    public static StimulusName HighPass(double cutOff) => Of($"high-pass-{cutOff:0.#}");

    /// <summary>Intact images, corrupted.</summary>
    /// <param name="corruption">As CIFAR-10-C names it, for example <c>gaussian_noise</c>.</param>
    public static StimulusName Corrupted(string corruption, int severity) => Of($"{corruption}-{severity}");

    /// <summary>Intact images after an attack on the network that is measured: not a set of files.</summary>
    public static readonly StimulusName UnderAttack = new("under attack");

    /// <summary>Names are written as text wherever one is made up: the names of an own study's sets.</summary>
    public static implicit operator StimulusName(string text) => new(text);

    public override string ToString() => Text;

    private static StimulusName Of(FormattableString text) => new(text.ToString(CultureInfo.InvariantCulture));
}
