using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>The networks the suite can build, by name.</summary>
public static class ModelRegistry
{
    /// <summary>The Small architectures of the built-in studies.</summary>
    public static IReadOnlyList<Architecture> Small { get; } =
    [
        new("alexnet", "AlexNet", "five plain convolutions, no batch norm, hidden layer with dropout",
            ["features.1", "features.4", "features.7", "features.9", "features.11"],
            (size, classes) => new SmallAlexNet(size, classes)),
        new("googlenet", "GoogLeNet", "batch norm, four inception blocks of four branches",
            ["conv1", "conv2", "inception3a", "inception3b", "inception4a", "inception4b"],
            (size, classes) => new SmallGoogLeNet(size, classes)),
        new("resnet", "ResNet-50", "batch norm, six bottleneck residual blocks in three stages",
            ["conv1", "layer1", "layer2", "layer3"],
            (size, classes) => new SmallResNet(size, classes)),
    ];

    /// <exception cref="InvalidInputException">No architecture has that name.</exception>
    public static Architecture Find(string name) =>
        Small.FirstOrDefault(a => a.Name == name) ?? throw InvalidInputException.Unknown("architecture", name, Small.Select(a => a.Name));

    /// <summary>An untrained network, initialised as PyTorch would after <c>torch.manual_seed(seed)</c>.</summary>
    /// <param name="inputSize">Side of the images in pixels: 64 or 32 for the Small networks.</param>
    public static NormalizedModel Create(Architecture architecture, int inputSize, int classes, Normalization normalization, long seed = 0)
    {
        random.manual_seed(seed);
        // TorchSharp's layers leave a second handle on each weight behind, which would keep it until a garbage collection
        using DisposeScope leftBehind = NewDisposeScope();
        var model = new NormalizedModel(architecture.Build(inputSize, classes), normalization);
        foreach (Tensor own in model.parameters().Concat(model.buffers()))
            own.DetachFromDisposeScope();
        return model;
    }

    /// <summary>Number of trainable values of a network.</summary>
    public static long ParameterCount(nn.Module network) => network.parameters().Sum(p => p.numel());
}
