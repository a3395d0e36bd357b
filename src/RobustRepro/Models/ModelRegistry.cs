using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>The networks the suite can build, by name.</summary>
public static class ModelRegistry
{
    /// <summary>The random generator that layers are initialised from is the process's.</summary>
    private static readonly Lock OneAtATime = new();

    /// <summary>The Small architectures of the built-in studies.</summary>
    public static IReadOnlyList<Architecture> Small { get; } = SmallAt(1);

    /// <summary>The paper's own architectures, name for name those of torchvision, so that PyTorch's weight files fit.
    /// Layers are those that the paper hooks.</summary>
    public static IReadOnlyList<Architecture> ImageNet { get; } =
    [
        new(
            "alexnet",
            "AlexNet",
            "torchvision's alexnet",
            ["features.1", "features.4", "features.7", "features.9", "features.11"],
            (_, classes) => new AlexNet(classes)
        )
        {
            InputSizes = [224],
            Normalization = Normalization.ImageNet,
            Head = "classifier.6",
            HeadInputs = 4096,
            AuthorsNormalisedTwice = true,
        },
        new(
            "googlenet",
            "GoogLeNet",
            "torchvision's googlenet; its two auxiliary heads are kept but not run",
            [
                "conv1",
                "conv2",
                "conv3",
                "inception3a",
                "inception3b",
                "inception4a",
                "inception4b",
                "inception4c",
                "inception4d",
                "inception4e",
                "inception5a",
                "inception5b",
            ],
            (_, classes) => new GoogLeNet(classes)
        )
        {
            InputSizes = [224],
            Normalization = Normalization.ImageNet,
            Head = "fc",
            HeadInputs = 1024,
            Auxiliary = ["aux1", "aux2"],
            TakesInputTransform = true,
        },
        new(
            "resnet50",
            "ResNet-50",
            "torchvision's resnet50; conv1 is hooked before its batch norm",
            ["conv1", "layer1", "layer2", "layer3", "layer4"],
            (_, classes) => new ResNet50(classes)
        )
        {
            InputSizes = [224],
            Normalization = Normalization.ImageNet,
            Head = "fc",
            HeadInputs = 2048,
            AuthorsNormalisedTwice = true,
        },
    ];

    /// <summary>The Small architectures with so many times the channels of <see cref="Small"/>, under the same names
    /// and with the same layers.</summary>
    /// <param name="width">From 0.25 to 4.</param>
    public static IReadOnlyList<Architecture> SmallAt(double width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, ChannelWidth.Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ChannelWidth.Most);
        return
        [
            new(
                "alexnet",
                "AlexNet",
                "five plain convolutions, no batch norm, hidden layer with dropout",
                ["features.1", "features.4", "features.7", "features.9", "features.11"],
                (size, classes) => new SmallAlexNet(size, classes, width)
            )
            {
                InputSizes = [64, 32],
                Normalization = Normalization.Centred,
                Head = "classifier.3",
                HeadInputs = ChannelWidth.Of(256, width),
                AuthorsNormalisedTwice = true,
            },
            new(
                "googlenet",
                "GoogLeNet",
                "batch norm, four inception blocks of four branches",
                ["conv1", "conv2", "inception3a", "inception3b", "inception4a", "inception4b"],
                (size, classes) => new SmallGoogLeNet(size, classes, width)
            )
            {
                InputSizes = [64, 32],
                Normalization = Normalization.Centred,
                Head = "fc",
                HeadInputs = ChannelWidth.Of(256, width),
            },
            new(
                "resnet",
                "ResNet-50",
                "batch norm, six bottleneck residual blocks in three stages",
                ["conv1", "layer1", "layer2", "layer3"],
                (size, classes) => new SmallResNet(size, classes, width)
            )
            {
                InputSizes = [64, 32],
                Normalization = Normalization.Centred,
                Head = "fc",
                HeadInputs = ChannelWidth.Of(256, width),
                AuthorsNormalisedTwice = true,
            },
        ];
    }

    /// <param name="among">The list to look in: a study's; <see cref="Small"/> unless given.</param>
    /// <exception cref="InvalidInputException">No architecture has that name.</exception>
    public static Architecture Find(string name, IReadOnlyList<Architecture>? among = null) =>
        (among ?? Small).FirstOrDefault(a => a.Name == name)
        ?? throw InvalidInputException.Unknown("architecture", name, (among ?? Small).Select(a => a.Name));

    /// <summary>An untrained network, initialised as PyTorch's layers are after <c>torch.manual_seed(seed)</c>; the
    /// process's random generator is left as it was.</summary>
    /// <param name="inputSize">Side of the images in pixels: one of the architecture's
    /// <see cref="Architecture.InputSizes"/>.</param>
    public static NormalizedModel Create(
        Architecture architecture,
        int inputSize,
        int classes,
        Normalization normalization,
        long seed = 0
    )
    {
        lock (OneAtATime)
            return CreateSeeded(architecture, inputSize, classes, normalization, seed);
    }

    /// <summary>Number of trainable values of a network.</summary>
    public static long ParameterCount(nn.Module network) => network.parameters().Sum(p => p.numel());

    private static NormalizedModel CreateSeeded(
        Architecture architecture,
        int inputSize,
        int classes,
        Normalization normalization,
        long seed
    )
    {
        // layers take their initial weights from the process's generator; whoever draws from it besides must not notice
        using Tensor before = random.get_rng_state();
        random.manual_seed(seed);
        // TorchSharp's layers leave a second handle on each weight behind, which would keep it until a garbage
        // collection
        using DisposeScope leftBehind = NewDisposeScope();
        var model = new NormalizedModel(architecture.Build(inputSize, classes), normalization);
        foreach (Tensor own in model.parameters().Concat(model.buffers()))
            own.DetachFromDisposeScope();
        random.set_rng_state(before);
        return model;
    }
}
