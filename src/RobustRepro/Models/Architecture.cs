using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>A kind of network that the registry can build.</summary>
/// <param name="Name">Name on the command line and in file names, lower case.</param>
/// <param name="Family">The architecture of the paper that it stands for.</param>
/// <param name="Description">One line for listings.</param>
/// <param name="Layers">Layers to hook, from the input to the output, by their module names.</param>
/// <param name="Build">Makes an untrained network from input size (pixels) and number of classes.</param>
public sealed record Architecture(
    string Name,
    string Family,
    string Description,
    IReadOnlyList<string> Layers,
    Func<int, int, nn.Module<Tensor, Tensor>> Build);
