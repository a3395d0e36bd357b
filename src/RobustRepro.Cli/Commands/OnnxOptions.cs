using System.CommandLine;
using RobustRepro.Studies;

namespace RobustRepro.Cli.Commands;

/// <summary>Options for networks from ONNX files.</summary>
internal sealed class OnnxOptions
{
    private readonly Option<string?> normalization,
        classNames;
    private readonly Option<string[]> layers;

    private OnnxOptions(string prefix, string whose, string unlessGiven)
    {
        normalization = new($"--{prefix}normalization")
        {
            Description =
                $"what {whose} expects of pixels: imagenet, cifar10, centred, none, in-graph or MEAN/STD (default: "
                + $"{unlessGiven}what the file says, else none)",
            HelpName = "name",
        };
        layers = new($"--{prefix}layers")
        {
            Description =
                $"layers of {whose} to look into, by the names that models inspect shows (default: {unlessGiven}the "
                + "last activation of each stage)",
            HelpName = "layer",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        classNames = new($"--{prefix}class-names")
        {
            Description =
                $"file with the class names of {whose}, one per line, in the order of its answers (default: "
                + $"{unlessGiven}the study's order)",
            HelpName = "file",
        };
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [normalization, layers, classNames];

    /// <summary>Options about what a network answers, not about what is in it.</summary>
    public IEnumerable<Option> OfAnswers => [normalization, classNames];

    public static OnnxOptions OfOne() => new("", "an ONNX file's network", "");

    /// <summary>What R expects, where it is of another make than S.</summary>
    public static OnnxOptions OfRobust() => new("robust-", "R's network of another make", "as of S, else ");

    public OnnxReading Read(ParseResult result) =>
        new()
        {
            Normalization = result.GetValue(normalization),
            Layers = result.GetValue(layers) ?? [],
            ClassNames = result.GetValue(classNames),
        };
}
