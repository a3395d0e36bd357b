using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Models;

public sealed class LayerTapTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public LayerTapTests() => random.manual_seed(3);

    public static TheoryData<string, int, string> Shapes { get; } =
        new()
        {
            { "alexnet", 64, "48x32x32 96x16x16 128x8x8 96x8x8 96x8x8" },
            { "alexnet", 32, "48x32x32 96x16x16 128x8x8 96x8x8 96x8x8" },
            { "googlenet", 64, "32x32x32 64x16x16 112x8x8 160x8x8 208x4x4 256x4x4" },
            { "resnet", 64, "32x32x32 64x16x16 128x8x8 256x4x4" },
        };

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_layer_of_an_architecture_gives_maps_after_its_relu(string name, int size, string shapes)
    {
        Architecture architecture = ModelRegistry.Find(name);
        using NormalizedModel model = ModelRegistry.Create(architecture, size, 10, Normalization.Centred);
        IReadOnlyDictionary<string, Tensor> maps = LayerTap.Outputs(model, architecture.Layers, rand(2, 3, size, size));
        maps.Keys.Should().Equal(architecture.Layers);
        string.Join(" ", maps.Values.Select(m => string.Join("x", m.shape[1..]))).Should().Be(shapes);
        maps.Values.Should().OnlyContain(m => m.shape[0] == 2 && m.is_contiguous() && !m.requires_grad);
        maps.Values.Select(m => m.min().item<float>()).Should().OnlyContain(lowest => lowest == 0);
        maps.Values.Select(m => m.max().item<float>()).Should().OnlyContain(highest => highest > 0);
    }

    [Fact]
    public void Outputs_are_copies_from_before_what_follows_overwrites_them()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        using StimulusSet set = ToyNetworks.Flat([0], (255, 0, 51));
        IReadOnlyDictionary<string, Tensor> outputs = LayerTap.Outputs(
            model,
            ["relu", "conv", "flat"],
            set.Batch(0, 1)
        );
        Close(outputs["conv"], tensor([1f, -1, -0.6f]).view(1, 3, 1, 1).expand(1, 3, 2, 2)).Should().BeTrue();
        Close(outputs["relu"], tensor([1f, 0, 0]).view(1, 3, 1, 1).expand(1, 3, 2, 2)).Should().BeTrue();
        outputs["flat"].data<float>().ToArray().Should().Equal(1, 0, 0);
    }

    [Fact]
    public void Layers_inside_blocks_have_names_too()
    {
        using NormalizedModel model = Create("googlenet");
        IReadOnlyDictionary<string, Tensor> maps = LayerTap.Outputs(
            model,
            ["inception3a", "inception3a.branch1", "inception3a.branch2", "inception3a.branch2.0"],
            rand(2, 3, 64, 64)
        );
        Close(maps["inception3a"].narrow(1, 0, 32), maps["inception3a.branch1"]).Should().BeTrue();
        Close(maps["inception3a"].narrow(1, 32, 48), maps["inception3a.branch2"]).Should().BeTrue();
        maps["inception3a.branch2.0"].shape.Should().Equal(2, 32, 8, 8);
    }

    [Fact]
    public void Batches_arrive_in_order_and_add_up_to_all_images()
    {
        using NormalizedModel model = Create("alexnet");
        Tensor images = rand(7, 3, 64, 64);
        IReadOnlyDictionary<string, Tensor> whole = LayerTap.Outputs(model, ["features.1", "features.9"], images);
        var starts = new List<int>();
        var parts = new List<Tensor>();
        Tensor? kept = null;
        LayerTap.Run(
            model,
            ["features.9", "features.1", "features.9"],
            7,
            (start, size) => images.narrow(0, start, size),
            (start, maps) =>
            {
                starts.Add(start);
                maps.Keys.Should().BeEquivalentTo("features.1", "features.9");
                parts.Add(maps["features.9"].clone().MoveToOtherDisposeScope(scope));
                kept = maps["features.1"];
            },
            batchSize: 3
        );
        starts.Should().Equal(0, 3, 6);
        Close(cat(parts, 0), whole["features.9"]).Should().BeTrue();
        kept!.IsInvalid.Should().BeTrue("the maps of a batch end with its visit");
    }

    [Fact]
    public void The_mode_is_evaluation_during_a_run_and_as_before_afterwards()
    {
        using NormalizedModel model = Create("alexnet");
        Tensor images = rand(2, 3, 64, 64);
        foreach (bool training in new[] { true, false })
        {
            model.train(training);
            LayerTap.Run(
                model,
                ["classifier.0"],
                2,
                (_, _) => images,
                (_, maps) => maps["classifier.0"].eq(0).all().item<bool>().Should().BeFalse()
            );
            Tensor first = LayerTap.Outputs(model, ["classifier.3"], images)["classifier.3"],
                second = LayerTap.Outputs(model, ["classifier.3"], images)["classifier.3"];
            Close(first, second, 0).Should().BeTrue("dropout is off");
            model.training.Should().Be(training);
            model.Network.named_modules().Should().OnlyContain(m => m.module.training == training);
        }
    }

    [Fact]
    public void Unknown_layers_are_refused_with_the_known_ones()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        Failing(model, ["conv", "conv2", "x"], rand(1, 3, 2, 2))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown layer 'conv2', 'x'; known: conv, relu, pool, flat");
    }

    [Theory]
    [InlineData("googlenet", "conv1.conv")]
    [InlineData("googlenet", "inception3a.branch1.bn")]
    [InlineData("resnet", "layer1.0.conv2")]
    public void A_layer_that_is_computed_together_with_another_is_an_error(string name, string layer)
    {
        using NormalizedModel model = Create(name);
        Failing(model, ["conv1", layer], rand(1, 3, 64, 64))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage($"layer '{layer}' is not called by itself*name the block*");
    }

    [Fact]
    public void A_layer_that_runs_twice_is_an_error()
    {
        ReLU shared = nn.ReLU();
        using var model = new NormalizedModel(
            nn.Sequential(("first", shared), ("second", shared)),
            ToyNetworks.Identity
        );
        Failing(model, ["first"], rand(1, 3, 2, 2))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("layer 'first' runs more than once*");
    }

    [Fact]
    public void Images_outside_the_pixel_range_are_refused()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        Failing(model, ["relu"], full([1, 3, 2, 2], -0.5f))
            .Should()
            .Throw<ArgumentOutOfRangeException>()
            .WithMessage("*pass unnormalised images*");
    }

    [Fact]
    public void Too_few_images_are_refused()
    {
        using NormalizedModel model = ToyNetworks.Colours();
        FluentActions
            .Invoking(() => LayerTap.Run(model, ["relu"], 5, (_, _) => rand(3, 3, 2, 2), (_, _) => { }))
            .Should()
            .Throw<ArgumentException>()
            .WithMessage("asked for 5 images from 0 on, got 3*");
    }

    private static NormalizedModel Create(string name) =>
        ModelRegistry.Create(ModelRegistry.Find(name), 64, 10, Normalization.Centred, seed: 7);

    private static Action Failing(NormalizedModel model, string[] layers, Tensor images) =>
        () => LayerTap.Outputs(model, layers, images);

    private static bool Close(Tensor a, Tensor b, double tolerance = 1e-5) =>
        a.shape.SequenceEqual(b.shape) && (a - b).abs().max().item<float>() <= tolerance;
}
