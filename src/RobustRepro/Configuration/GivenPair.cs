using RobustRepro.Checkpoints;
using RobustRepro.Runtime;
using RobustRepro.Studies;

namespace RobustRepro.Configuration;

/// <summary>A pair of networks of any origin, and all that must be known to judge it.</summary>
/// <param name="Study">Whose claims are judged.</param>
/// <param name="Standard">Weight file or ONNX file of the network in the part of S.</param>
/// <param name="Robust">Weight file or ONNX file of the network in the part of R.</param>
public sealed record GivenPair(string Study, string Standard, string Robust)
{
    /// <summary>Which network of the study weight files hold; ONNX files need none.</summary>
    public string? Architecture { get; init; }

    /// <summary>What the networks of ONNX files expect of pixels; null for what the files say.</summary>
    public string? Normalization { get; init; }

    /// <summary>Layers of ONNX files to look into; empty for the last activation of each stage.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>By how much a number may leave the recorded one; null for the claim's smallest effect of
    /// interest.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Opens the study with the pair in place of its own networks.</summary>
    /// <returns>The study, and the name that the pair has among its architectures.</returns>
    /// <exception cref="InvalidInputException">A file is missing, one alone is in ONNX, or weight files come without
    /// their architecture.</exception>
    public (IStudy Opened, string Architecture) Open(SuiteConfiguration configuration)
    {
        foreach (string path in (string[])[Standard, Robust])
        {
            if (!File.Exists(CheckpointPath.Of(path).File))
                throw new InvalidInputException($"{path}: no such weight file");
        }
        bool onnx = OnnxFiles.Is(Standard);
        if (onnx != OnnxFiles.Is(Robust))
            throw new InvalidInputException(
                "one of the networks is an ONNX file: give both in that format, or neither"
            );
        string architecture = onnx
            ? OnnxFiles.Architecture
            : Architecture
                ?? throw new InvalidInputException("weight files need --arch, the architecture of the networks");
        StudyInputs inputs = configuration.InputsOf(Study);
        // what is set of the pair besides its files stays set
        NetworkFiles files = (inputs.Networks.GetValueOrDefault(architecture) ?? new(null, null)) with
        {
            Standard = Standard,
            Robust = Robust,
            KnownImages = null,
        };
        IStudy opened = StudyRegistry.Open(
            Study,
            inputs with
            {
                Networks = onnx ? [] : new Dictionary<string, NetworkFiles> { [architecture] = files },
                Onnx = onnx ? new(Standard, Robust, Normalization, Layers) : null,
            },
            ComputeDevice.Resolve(configuration.Device)
        );
        return (opened, opened.Architecture(architecture).Name);
    }
}
