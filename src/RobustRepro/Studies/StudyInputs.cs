using RobustRepro.Measuring.Store;
using RobustRepro.Models;

namespace RobustRepro.Studies;

/// <summary>What a study is opened with: where its data and networks are, and how much of them to use. Null where
/// nothing was given; a study says what it then does without.</summary>
public sealed record StudyInputs
{
    public static StudyInputs None { get; } = new();

    /// <summary>Folder of the weights of a built-in study's networks; null for those that come with the
    /// suite.</summary>
    public string? Weights { get; init; }

    /// <summary>Seeds of the S and R to be judged of a built-in study; null for the study's own.</summary>
    public IReadOnlyList<int>? Seeds { get; init; }

    /// <summary>Photographs: a folder or zip.</summary>
    public string? Images { get; init; }

    /// <summary>Label file, for photographs in one folder.</summary>
    public string? Labels { get; init; }

    /// <summary>Stimuli of Geirhos et al. with the shape of one class and the texture of another.</summary>
    public string? CueConflict { get; init; }

    /// <summary>Line drawings of Geirhos et al.</summary>
    public string? Edges { get; init; }

    /// <summary>Filled silhouettes of Geirhos et al.</summary>
    public string? Silhouettes { get; init; }

    /// <summary>The photographs with replaced textures, under the same names.</summary>
    public string? Stylized { get; init; }

    /// <summary>Labelled images for network dissection, in Broden's layout.</summary>
    public string? Broden { get; init; }

    /// <summary>Published measurements, networks by measures: a CSV file.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Published accuracies by strength of a distortion: a folder of CSV files.</summary>
    public string? Conditions { get; init; }

    /// <summary>By architecture; of a built-in study, an architecture named here is judged on this pair
    /// alone.</summary>
    public IReadOnlyDictionary<string, NetworkFiles> Networks { get; init; } = new Dictionary<string, NetworkFiles>();

    /// <summary>ONNX files to be judged in place of the study's networks; null for none.</summary>
    public OnnxFiles? Onnx { get; init; }

    /// <summary>Further runs of the networks in <see cref="Networks"/> or <see cref="Onnx"/>, the first run's left out;
    /// none unless several were given.</summary>
    public FurtherRuns? Further { get; init; }

    public StudySizes Sizes { get; init; } = StudySizes.Default;

    /// <summary>The first so many test images also meet AutoAttack; 0 for none.</summary>
    public int AutoAttackImages { get; init; }

    /// <summary>Where measurements are read from and kept; null to measure everything in every process.</summary>
    public MeasurementStore? Store { get; init; }

    /// <summary>For answers to images as they are; attacks and hidden units are measured in float32.</summary>
    public Precision Precision { get; init; } = Precision.Float32;
}
