using System.Globalization;
using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>
/// Which layer of R stands beside which of S. Where both have the same names, these; otherwise the k-th of the one
/// beside the k-th of the other, called <c>stage1</c>, <c>stage2</c>, ... in both. Where one has more than the other
/// there is no telling, and the claims that look into layers are left.
/// </summary>
internal sealed class OnnxLayerPairs
{
    private readonly IReadOnlyList<string> standard,
        robust;
    private readonly bool byPosition;

    private OnnxLayerPairs(IReadOnlyList<string> standard, IReadOnlyList<string> robust)
    {
        this.standard = standard;
        this.robust = robust;
        bool same = standard.SequenceEqual(robust);
        byPosition = !same && standard.Count == robust.Count;
        Names =
            byPosition
                ?
                [
                    .. Enumerable
                        .Range(1, standard.Count)
                        .Select(k => string.Create(CultureInfo.InvariantCulture, $"stage{k}")),
                ]
            : same ? standard
            : [];
    }

    /// <summary>The layers to look into, by the names that they have in both networks; empty where there are
    /// none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Why layers cannot be looked into; null where they can.</summary>
    public string? WithoutLayers { get; private init; }

    /// <summary>Why filters cannot be looked at; null where they can.</summary>
    public string? WithoutFilters { get; private init; }

    /// <exception cref="InvalidInputException">A layer that was named is not there, or so many were named of one
    /// network and not of the other.</exception>
    public static OnnxLayerPairs Of(OnnxNetwork standard, OnnxNetwork robust, OnnxFiles files)
    {
        IReadOnlyList<string> ofStandard = Chosen(standard, files.OfStandard.Layers),
            ofRobust;
        try
        {
            ofRobust = Chosen(robust, files.OfRobust.Layers);
        }
        catch (InvalidInputException e) when (files.OfRobust.Layers.SequenceEqual(files.OfStandard.Layers))
        {
            throw new InvalidInputException(
                $"{robust.Path}: the layers of S are not all in R; name R's own with --robust-layers ({e.Message})",
                e
            );
        }
        if (files.OfStandard.Layers.Count > 0 && ofStandard.Count != ofRobust.Count)
            throw new InvalidInputException(
                $"{ofStandard.Count} layers of S and {ofRobust.Count} of R: name as many with --robust-layers as with "
                    + "--layers"
            );
        string? noFilters =
            SpatialConvolution.Of(standard).Count == 0 ? Without("S")
            : SpatialConvolution.Of(robust).Count == 0 ? Without("R")
            : null;
        return new(ofStandard, ofRobust)
        {
            WithoutFilters = noFilters,
            WithoutLayers =
                ofStandard.Count == ofRobust.Count && ofStandard.Count > 0
                    ? null
                    : noFilters
                        ?? (
                            ofStandard.Count == ofRobust.Count
                                ? "no activation was found that all which follows goes through: name layers "
                                    + "with --layers"
                                : $"S has {ofStandard.Count} stages and R {ofRobust.Count}, so that none stands beside "
                                    + "another: name as many layers of each with --layers and --robust-layers"
                        ),
        };

        string Without(string which) =>
            standard == robust || SpatialConvolution.Of(robust).Count == SpatialConvolution.Of(standard).Count
                ? "the networks have no spatial convolutions, so no units of images"
                : $"{which} has no spatial convolutions, so no units of images";
    }

    /// <summary>What layers of a network are called otherwise, by their own names; empty where they are
    /// not.</summary>
    public IReadOnlyDictionary<string, string> Renamed(TrainingMode mode) =>
        byPosition ? Own(mode).Zip(Names).ToDictionary(p => p.First, p => p.Second) : new Dictionary<string, string>();

    /// <summary>For what is said of a network: which layer stands where.</summary>
    public string Described(TrainingMode mode) =>
        byPosition ? $"; {string.Join(", ", Names.Zip(Own(mode), (name, own) => $"{name} is {own}"))}" : "";

    private IReadOnlyList<string> Own(TrainingMode mode) => mode == TrainingMode.Robust ? robust : standard;

    private static IReadOnlyList<string> Chosen(OnnxNetwork network, IReadOnlyList<string> named) =>
        named.Count > 0 ? [.. named.Select(l => OnnxLayers.Find(network, l)).Distinct()] : OnnxLayers.Default(network);
}
