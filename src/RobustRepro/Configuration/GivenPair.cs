using RobustRepro.Checkpoints;
using RobustRepro.Files;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Configuration;

/// <summary>A pair of networks of any origin, one training run of each or several, and all that must be known to judge
/// it.</summary>
/// <param name="Study">Whose claims are judged.</param>
/// <param name="Standard">Weight files or ONNX files of the network in the part of S, one per run.</param>
/// <param name="Robust">Weight files or ONNX files of the network in the part of R, one per run.</param>
public sealed record GivenPair(string Study, IReadOnlyList<string> Standard, IReadOnlyList<string> Robust)
{
    /// <summary>Which network of the study weight files hold; ONNX files need none.</summary>
    public string? Architecture { get; init; }

    /// <summary>What is known of S's ONNX files.</summary>
    public OnnxReading OfStandard { get; init; } = new();

    /// <summary>What is known of R's ONNX files.</summary>
    public OnnxReading OfRobust { get; init; } = new();

    /// <summary>Bound of the attacks that R was trained against, where R of several bounds stand beside one
    /// S.</summary>
    public double? Eps { get; init; }

    /// <summary>Refuses one network in both parts: whatever came out would say nothing. Networks that are judged again
    /// and again may have S among R, to see that nothing comes out.</summary>
    /// <exception cref="InvalidInputException">A file is missing, or one of R has the content of one of
    /// S.</exception>
    public void RequireTwoNetworks()
    {
        RequireFiles();
        foreach (string robust in Robust)
        {
            if (Standard.FirstOrDefault(standard => AreSame(standard, robust)) is { } same)
                throw new InvalidInputException(
                    $"{robust} is in the part of R and has the content of {same}, which is in the part of S: give two "
                        + "networks, a standard one as S and an adversarially trained one as R"
                );
        }
    }

    /// <summary>Weight files of the suite that were trained for the other part, a line each.</summary>
    public IEnumerable<string> Swapped() =>
        Standard
            .Where(path => ModeOf(path) == TrainingMode.Robust)
            .Select(path => $"{path} was trained as robust, and is in the part of S")
            .Concat(
                Robust
                    .Where(path => ModeOf(path) == TrainingMode.Standard)
                    .Select(path => $"{path} was trained as standard, and is in the part of R")
            );

    private static TrainingMode? ModeOf(string path) =>
        !OnnxFiles.Is(path) && WeightFile.IsOne(path) ? WeightFile.IdOf(path).Mode : null;

    private void RequireFiles()
    {
        foreach (string path in Standard.Concat(Robust))
            InputFile.Require(CheckpointPath.Of(path).File, "weight file");
    }

    /// <summary>One file may hold two networks, each named by its place.</summary>
    private static bool AreSame(string one, string other)
    {
        (string first, string? part) = CheckpointPath.Of(one);
        (string second, string? otherPart) = CheckpointPath.Of(other);
        return part == otherPart && Length(first) == Length(second) && Sha256.OfFile(first) == Sha256.OfFile(second);
    }

    /// <summary>Bytes of the file that a link leads to: the length of the link is another.</summary>
    private static long Length(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return stream.Length;
    }

    /// <summary>Opens the study with the pair in place of its own networks.</summary>
    /// <returns>The study, and the name that the pair has among its architectures.</returns>
    /// <exception cref="InvalidInputException">A file is missing, some are in ONNX and some are not, or weight files
    /// come without their architecture.</exception>
    public (IStudy Opened, string Architecture) Open(SuiteConfiguration configuration)
    {
        RequireFiles();
        string[] all = [.. Standard, .. Robust];
        bool onnx = OnnxFiles.Is(all[0]);
        if (!all.All(path => OnnxFiles.Is(path) == onnx))
            throw new InvalidInputException(
                "one of the networks is an ONNX file: give both in that format, or neither"
            );
        if (!onnx && (OfStandard.IsSaid || OfRobust.IsSaid))
            throw new InvalidInputException(
                $"{all[0]} is no ONNX file: normalization, layers and class names are said of ONNX files alone, weight "
                    + "files have their architecture's"
            );
        string architecture = onnx
            ? OnnxFiles.Architecture
            : Architecture
                ?? throw new InvalidInputException("weight files need --arch, the architecture of the networks");
        StudyInputs inputs = configuration.InputsOf(Study);
        StudyInputs[] runs =
        [
            .. Enumerable
                .Range(0, Math.Max(Standard.Count, Robust.Count))
                .Select(run => Run(inputs, architecture, onnx, Of(Standard, run), Of(Robust, run))),
        ];
        IStudy opened = StudyRegistry.Open(
            Study,
            runs[0] with
            {
                Further = runs.Length > 1 ? new(runs[1..], Standard.Count, Robust.Count) : null,
            },
            ComputeDevice.Resolve(configuration.Device)
        );
        return (opened, opened.Architecture(architecture).Name);
    }

    private StudyInputs Run(StudyInputs inputs, string architecture, bool onnx, string standard, string robust)
    {
        if (onnx)
            return inputs with
            {
                Networks = new Dictionary<string, NetworkFiles>(),
                Onnx = new(standard, robust) { OfStandard = OfStandard, OfRobust = OfRobust },
            };
        // what is set of the pair besides its files stays set
        NetworkFiles files = (inputs.Networks.GetValueOrDefault(architecture) ?? new(null, null)) with
        {
            Standard = standard,
            Robust = robust,
            KnownImages = null,
        };
        return inputs with
        {
            Networks = new Dictionary<string, NetworkFiles> { [architecture] = files },
            Onnx = null,
        };
    }

    private static string Of(IReadOnlyList<string> files, int run) => files[Math.Min(run, files.Count - 1)];
}
