using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Stimuli;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>A pair of networks from ONNX files, on the images of a study. They may be of different make.</summary>
/// <param name="files">Where they are, and what they expect.</param>
/// <param name="study">Name of the study.</param>
/// <param name="size">Side of its images in pixels.</param>
/// <param name="classes">Its classes, each by all its names.</param>
/// <param name="intact">Images to try normalisations on; null where the study has none.</param>
/// <param name="device">Where networks run; null for the CPU.</param>
internal sealed class OnnxNetworks(
    OnnxFiles files,
    string study,
    int size,
    IReadOnlyList<string[]> classes,
    Func<StimulusSet?> intact,
    torch.Device? device
) : IStudyNetworks
{
    private readonly Lock gate = new();
    private readonly Dictionary<TrainingMode, NormalizationChoice> choices = [];
    private Architecture? architecture;
    private OnnxLayerPairs? layers;

    public IReadOnlyList<Architecture> Architectures => [Described()];

    /// <summary>There is nothing to draw initial weights from.</summary>
    public bool HasUntrained => false;

    public string? WithoutLayers => Layers.WithoutLayers;

    public string? WithoutFilters => Layers.WithoutFilters;

    /// <summary>They may be of any size.</summary>
    public int SideBySide => 1;

    public IReadOnlyList<int> Seeds(string name) => [0];

    public string PairLabel(int seed) => "S and R";

    public NormalizedModel Load(NetworkId id)
    {
        OnnxNetwork network = Open(id.Mode, Layers.Renamed(id.Mode));
        try
        {
            foreach (string layer in Described().Layers)
                OnnxLayers.Find(network, layer);
            var model = new NormalizedModel(network, Choice(id.Mode, network).Normalization);
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
        using OnnxNetwork network = Open(id.Mode);
        string path = PathOf(id.Mode);
        return $"{Path.GetFileName(path)} SHA-256 {Sha256.OfFile(path)}: {network.Origin}; "
            + $"normalisation {Choice(id.Mode, network)}"
            + (network.WithoutSoftmax ? "; without the softmax at its end" : "")
            + (Reading(id.Mode).ClassNames is { } names ? $"; classes by {Path.GetFileName(names)}" : "")
            + Layers.Described(id.Mode);
    }

    /// <summary>Values that lie outside of the file are none of its hash: such networks are measured each
    /// time.</summary>
    public string? Fingerprint(NetworkId id)
    {
        using OnnxNetwork network = Open(id.Mode);
        string order = ClassesOf(id.Mode) is { } places ? $", classes {string.Join(" ", places)}" : "";
        return network.HasExternalValues
            ? null
            : $"{Sha256.OfFile(PathOf(id.Mode))}, normalisation {Choice(id.Mode, network)}{order}"
                + Layers.Described(id.Mode);
    }

    private OnnxLayerPairs Layers
    {
        get
        {
            lock (gate)
            {
                if (layers is not null)
                    return layers;
                using OnnxNetwork standard = Open(TrainingMode.Standard);
                if (files.Standard == files.Robust && files.OfRobust.Layers.SequenceEqual(files.OfStandard.Layers))
                    return layers = OnnxLayerPairs.Of(standard, standard, files);
                using OnnxNetwork robust = Open(TrainingMode.Robust);
                return layers = OnnxLayerPairs.Of(standard, robust, files);
            }
        }
    }

    private string PathOf(TrainingMode mode) =>
        mode switch
        {
            TrainingMode.Standard => files.Standard,
            TrainingMode.Robust => files.Robust,
            _ => throw new InvalidInputException($"{mode.Lower()}: of networks from ONNX files there are only S and R"),
        };

    private OnnxReading Reading(TrainingMode mode) => mode == TrainingMode.Robust ? files.OfRobust : files.OfStandard;

    private long[]? ClassesOf(TrainingMode mode) =>
        Reading(mode).ClassNames is { } path ? ClassOrder.Of(path, study, classes) : null;

    /// <exception cref="InvalidInputException">The file is damaged, or holds a network for other images or
    /// classes.</exception>
    private OnnxNetwork Open(TrainingMode mode, IReadOnlyDictionary<string, string>? renamed = null)
    {
        string path = PathOf(mode);
        OnnxNetwork network = OnnxNetwork.Open(path, size, renamed);
        try
        {
            if (network.Size != size || network.Classes != classes.Count)
                throw new InvalidInputException(
                    $"{path}: {Unfit(network)}: take another study, or a network made for this one"
                );
            if (ClassesOf(mode) is { } places)
                network.Reorder(places);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private string Unfit(OnnxNetwork network) =>
        network.Size != size
            ? $"takes images of {network.Size} x {network.Size} pixels, those of {study} are {size} x {size}"
            : $"gives {network.Classes} answers, {study} has {classes.Count} classes";

    private Architecture Described()
    {
        lock (gate)
            return architecture ??= new(
                OnnxFiles.Architecture,
                "ONNX file",
                $"{Path.GetFileName(files.Standard)}, {Path.GetFileName(files.Robust)}",
                Layers.Names,
                (_, _) => throw new NotSupportedException("a network from a file is not built anew")
            )
            {
                InputSizes = [size],
                Normalization = Normalization.None,
                Head = "",
                HeadInputs = 0,
            };
    }

    private NormalizationChoice Choice(TrainingMode mode, OnnxNetwork network)
    {
        lock (gate)
        {
            if (choices.TryGetValue(mode, out NormalizationChoice? known))
                return known;
            NormalizationChoice choice = NormalizationChoice.Of(Reading(mode).Normalization, network);
            if (intact() is { } images)
                new NormalizationCheck(images, study, device).Require(PathOf(mode), network, choice);
            return choices[mode] = choice;
        }
    }
}
