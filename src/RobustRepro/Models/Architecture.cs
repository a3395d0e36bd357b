using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>A kind of network that the registry can build.</summary>
/// <param name="Name">Name on the command line and in file names, lower case; unique within its list of the
/// registry.</param>
/// <param name="Family">The architecture of the paper that it stands for.</param>
/// <param name="Description">One line for listings.</param>
/// <param name="Layers">Layers to hook, from the input to the output, by their module names.</param>
/// <param name="Build">Makes an untrained network from input size (pixels) and number of classes.</param>
public sealed record Architecture(
    string Name,
    string Family,
    string Description,
    IReadOnlyList<string> Layers,
    Func<int, int, nn.Module<Tensor, Tensor>> Build
)
{
    /// <summary>Sides of the images it is made for, in pixels; weights of one size need not fit another.</summary>
    public required IReadOnlyList<int> InputSizes { get; init; }

    /// <summary>What its weights expect of pixels unless said otherwise.</summary>
    public required Normalization Normalization { get; init; }

    /// <summary>The linear layer that gives the logits, by its module name: its weight is classes x
    /// <see cref="HeadInputs"/>.</summary>
    public required string Head { get; init; }

    public required int HeadInputs { get; init; }

    /// <summary>Modules that only training runs: a weight file may lack them, each as a whole.</summary>
    public IReadOnlyList<string> Auxiliary { get; init; } = [];

    /// <summary>Its networks are <see cref="IInputTransform"/>.</summary>
    public bool TakesInputTransform { get; init; }

    /// <summary>The paper's published dissection code normalised the images for R of this architecture twice
    /// (docs/claims/lower-level.md).</summary>
    public bool AuthorsNormalisedTwice { get; init; }
}
