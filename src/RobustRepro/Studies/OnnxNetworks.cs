using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A pair of networks from ONNX files, on the images of a study.</summary>
/// <param name="files">Where they are, and what they expect.</param>
/// <param name="study">Name of the study.</param>
/// <param name="size">Side of its images in pixels.</param>
/// <param name="classes">How many classes it has.</param>
/// <param name="intact">Images to try normalisations on; null where the study has none.</param>
/// <param name="device">Where networks run; null for the CPU.</param>
internal sealed class OnnxNetworks(
    OnnxFiles files,
    string study,
    int size,
    int classes,
    Func<StimulusSet?> intact,
    torch.Device? device
) : IStudyNetworks
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, NormalizationChoice> choices = [];
    private Architecture? architecture;

    public IReadOnlyList<Architecture> Architectures => [Described()];

    /// <summary>There is nothing to draw initial weights from.</summary>
    public bool HasUntrained => false;

    public string? WithoutLayers =>
        Described().Layers.Count > 0 ? null : "the networks have no spatial convolutions, so no units of images";

    /// <summary>They may be of any size.</summary>
    public int SideBySide => 1;

    public IReadOnlyList<int> Seeds(string name) => [0];

    public string PairLabel(int seed) => "S and R";

    public NormalizedModel Load(NetworkId id)
    {
        string path = PathOf(id);
        OnnxNetwork network = Open(path);
        try
        {
            foreach (string layer in Described().Layers)
                OnnxLayers.Find(network, layer);
            var model = new NormalizedModel(network, Choice(path, network).Normalization);
            model.eval();
            return model;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public string Source(NetworkId id)
    {
        string path = PathOf(id);
        using OnnxNetwork network = Open(path);
        return $"{Path.GetFileName(path)} SHA-256 {Sha256.OfFile(path)}: {network.Origin}; "
            + $"normalisation {Choice(path, network)}"
            + (network.WithoutSoftmax ? "; without the softmax at its end" : "");
    }

    /// <summary>Values that lie outside of the file are none of its hash: such networks are measured each
    /// time.</summary>
    public string? Fingerprint(NetworkId id)
    {
        string path = PathOf(id);
        using OnnxNetwork network = Open(path);
        return network.HasExternalValues ? null : $"{Sha256.OfFile(path)}, normalisation {Choice(path, network)}";
    }

    private string PathOf(NetworkId id) =>
        id.Mode switch
        {
            TrainingMode.Standard => files.Standard,
            TrainingMode.Robust => files.Robust,
            _ => throw new InvalidInputException($"{id}: of networks from ONNX files there are only S and R"),
        };

    /// <exception cref="InvalidInputException">The file is damaged, or holds a network for other images or
    /// classes.</exception>
    private OnnxNetwork Open(string path)
    {
        OnnxNetwork network = OnnxNetwork.Open(path, size);
        if (network.Size == size && network.Classes == classes)
            return network;
        string found =
            network.Size != size
                ? $"takes images of {network.Size} x {network.Size} pixels, those of {study} are {size} x {size}"
                : $"gives {network.Classes} answers, {study} has {classes} classes";
        network.Dispose();
        throw new InvalidInputException($"{path}: {found}: take another study, or a network made for this one");
    }

    private Architecture Described()
    {
        lock (gate)
        {
            if (architecture is not null)
                return architecture;
            using OnnxNetwork network = Open(files.Standard);
            IReadOnlyList<string> layers =
                files.Layers.Count > 0
                    ? [.. files.Layers.Select(l => OnnxLayers.Find(network, l))]
                    : OnnxLayers.Default(network);
            return architecture = new(
                OnnxFiles.Architecture,
                "ONNX file",
                $"{Path.GetFileName(files.Standard)}, {Path.GetFileName(files.Robust)}",
                layers,
                (_, _) => throw new NotSupportedException("a network from a file is not built anew")
            )
            {
                InputSizes = [size],
                Normalization = Normalization.None,
                Head = "",
                HeadInputs = 0,
            };
        }
    }

    private NormalizationChoice Choice(string path, OnnxNetwork network)
    {
        lock (gate)
        {
            if (choices.TryGetValue(path, out NormalizationChoice? known))
                return known;
            NormalizationChoice choice = NormalizationChoice.Of(files.Normalization, network);
            if (intact() is { } images)
                new NormalizationCheck(images, study, device).Require(path, network, choice);
            return choices[path] = choice;
        }
    }
}
