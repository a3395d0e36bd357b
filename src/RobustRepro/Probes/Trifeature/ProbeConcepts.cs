using System.Text.RegularExpressions;
using RobustRepro.Imaging;
using RobustRepro.Stimuli.Trifeature;

namespace RobustRepro.Probes.Trifeature;

/// <summary>The numbers and names of the probe's concepts: objects, parts, scenes, textures, colours, in this
/// order.</summary>
internal static partial class ProbeConcepts
{
    private static readonly int FirstPart = 1 + Enum.GetValues<ProbeShape>().Length;
    private static readonly int FirstScene = FirstPart + Enum.GetValues<ProbePart>().Length;
    private static readonly int FirstTexture = FirstScene + Enum.GetValues<ProbeBackground>().Length;
    private static readonly int FirstColour = FirstTexture + Enum.GetValues<ProbeTexture>().Length;

    public static ConceptCatalogue Catalogue { get; } =
        new(
            ["object", "part", "scene", "texture", "color"],
            [
                .. Named<ProbeShape>("object", NumberOf),
                .. Named<ProbePart>("part", NumberOf),
                .. Named<ProbeBackground>("scene", NumberOf),
                .. Named<ProbeTexture>("texture", NumberOf),
                .. Named<BasicColour>("color", NumberOf),
            ]
        );

    /// <summary>Numbers of the shapes, textures, backgrounds and colours that no training image shows.</summary>
    public static IReadOnlySet<int> Unseen { get; } =
        new HashSet<int>([
            .. Enum.GetValues<ProbeShape>().Where(s => (int)s >= TrifeatureGenerator.ClassCount).Select(NumberOf),
            .. Enum.GetValues<ProbeTexture>().Where(t => (int)t >= TrifeatureGenerator.ClassCount).Select(NumberOf),
            .. Enum.GetValues<ProbeBackground>().Where(b => b != ProbeBackground.Shaded).Select(NumberOf),
            NumberOf(BasicColour.Black), // their objects have a value of 0.35 or more, their backgrounds of 0.2
        ]);

    /// <summary>As tables print them, in the order of <see cref="ProbeTexture"/>.</summary>
    public static IEnumerable<string> TextureNames =>
        Catalogue.Concepts.Where(c => c.Category == "texture").Select(c => c.Name);

    public static int NumberOf(ProbeShape shape) => 1 + (int)shape;

    public static int NumberOf(ProbePart part) => FirstPart + (int)part;

    public static int NumberOf(ProbeBackground background) => FirstScene + (int)background;

    public static int NumberOf(ProbeTexture texture) => FirstTexture + (int)texture;

    public static int NumberOf(BasicColour colour) => FirstColour + (int)colour;

    private static IEnumerable<Concept> Named<T>(string category, Func<T, int> number)
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Select(v => new Concept(number(v), WordStart().Replace(v.ToString(), "-").ToLowerInvariant(), category));

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
