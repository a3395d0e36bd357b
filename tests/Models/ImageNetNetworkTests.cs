using RobustRepro.Attacks;
using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Tests.Models;

/// <summary>The paper's networks, on small images for speed; their values are held by the conformance tests.</summary>
[Trait("Speed", "slow")]
public sealed class ImageNetNetworkTests : IDisposable
{
    private const int Size = 96;

    private readonly DisposeScope scope = NewDisposeScope();

    public ImageNetNetworkTests() => random.manual_seed(3);

    public static TheoryData<string> Names { get; } = [.. ModelRegistry.ImageNet.Select(a => a.Name)];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_hooked_layer_is_seen_once_in_evaluation_and_in_training(string name)
    {
        Architecture architecture = ModelRegistry.Find(name, ModelRegistry.ImageNet);
        using NormalizedModel model = Create(name);
        IReadOnlyDictionary<string, Tensor> maps = LayerTap.Outputs(model, architecture.Layers, rand(2, 3, Size, Size));
        maps.Keys.Should().Equal(architecture.Layers);
        maps.Values.Should().OnlyContain(m => m.shape.Length == 4 && m.shape[0] == 2);
        maps.Values.Select(m => m.shape[2]).Should().BeInDescendingOrder();
        // after a ReLU everywhere but at ResNet's conv1, which is hooked before its batch norm
        foreach ((string layer, Tensor map) in maps)
            (map.min().item<float>() < 0).Should().Be(name == "resnet50" && layer == "conv1", layer);

        model.train();
        using IDisposable off = no_grad();
        model.Logits(rand(2, 3, Size, Size)).shape.Should().Equal(2, 12);
    }

    /// <summary>The stem is computed over blocks of pixels when a gradient is asked for, plainly otherwise.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Logits_and_gradients_do_not_depend_on_how_the_stem_is_computed(string name)
    {
        using NormalizedModel model = Create(name);
        model.eval();
        Tensor image = rand(2, 3, Size, Size),
            labels = tensor(new long[] { 1, 2 });
        Tensor channelsLast = MemoryFormat.ChannelsLast(image).requires_grad_(true);
        Tensor withGradient = model.call(channelsLast);
        Tensor plain;
        using (no_grad())
            plain = model.call(image);
        (withGradient - plain).abs().max().item<float>().Should().BeLessThan(1e-4f * plain.abs().max().item<float>());

        Tensor gradient = InputGradient.Of(F.cross_entropy(withGradient, labels), channelsLast);
        Tensor direction = gradient / gradient.norm();
        const float Step = 0.05f;
        using (no_grad())
        {
            float Loss(Tensor x) => F.cross_entropy(model.call(x), labels).item<float>();
            float difference = (Loss(image + Step * direction) - Loss(image - Step * direction)) / (2 * Step);
            difference.Should().BeApproximately(gradient.norm().item<float>(), 0.1f * gradient.norm().item<float>());
        }
    }

    [Fact]
    public void Ablating_a_channel_of_resnets_conv1_leaves_the_constant_of_its_batch_norm()
    {
        using NormalizedModel model = Create("resnet50");
        model.eval();
        Tensor image = rand(1, 3, Size, Size);
        using IDisposable off = no_grad();
        Dictionary<string, Tensor> weights = model.Network.state_dict();
        weights["bn1.bias"].fill_(0.7f);
        Tensor? seen = null;
        (
            (nn.Module<Tensor, Tensor>)model.Network.named_modules().First(m => m.name == "maxpool").module
        ).register_forward_pre_hook(
            (_, input) =>
            {
                seen = input.clone().MoveToOtherDisposeScope(scope);
                return input;
            }
        );
        using (new LayerHooks(model, ["conv1"], (_, output) => output.zero_()))
            model.Logits(image);
        seen!.std().item<float>().Should().BeLessThan(1e-6f);
        seen.mean().item<float>().Should().BeApproximately(0.7f, 1e-5f);
    }

    [Fact]
    public void The_full_and_the_small_list_share_names_and_are_told_apart_by_the_list()
    {
        ModelRegistry.Find("alexnet").Should().BeSameAs(ModelRegistry.Small[0]);
        ModelRegistry.Find("alexnet", ModelRegistry.ImageNet).Should().BeSameAs(ModelRegistry.ImageNet[0]);
        FluentActions
            .Invoking(() => ModelRegistry.Find("resnet", ModelRegistry.ImageNet))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("unknown architecture 'resnet'; did you mean 'resnet50'? known: alexnet, googlenet, resnet50");
        foreach (Architecture architecture in ModelRegistry.Small.Concat(ModelRegistry.ImageNet))
        {
            foreach (int size in architecture.InputSizes)
            {
                using NormalizedModel model = ModelRegistry.Create(architecture, size, 4, architecture.Normalization);
                model
                    .Network.state_dict()[architecture.Head + ".weight"]
                    .shape.Should()
                    .Equal(4, architecture.HeadInputs);
                (model.Network is IInputTransform).Should().Be(architecture.TakesInputTransform);
                foreach (string auxiliary in architecture.Auxiliary)
                    model.Network.named_children().Select(c => c.name).Should().Contain(auxiliary);
            }
        }
    }

    [Fact]
    public void An_auxiliary_head_gives_a_logit_per_class()
    {
        using var head = new AuxiliaryHead(6, 5, 1e-3);
        head.eval();
        head.call(rand(2, 6, 14, 14)).shape.Should().Equal(2, 5);
        using NormalizedModel model = Create("googlenet");
        nn.Module<Tensor, Tensor> own = (nn.Module<Tensor, Tensor>)
            model.Network.named_modules().First(m => m.name == "aux1").module;
        int calls = 0;
        own.register_forward_hook(
            (_, _, output) =>
            {
                calls++;
                return output;
            }
        );
        model.eval();
        model.Logits(rand(1, 3, Size, Size));
        calls.Should().Be(0);
    }

    private static NormalizedModel Create(string name)
    {
        NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find(name, ModelRegistry.ImageNet),
            Size,
            12,
            Normalization.ImageNet,
            seed: 7
        );
        ToyNetworks.Enliven(model);
        return model;
    }
}
