using RobustRepro.Checkpoints;
using RobustRepro.Models;
using TorchSharp;
using static RobustRepro.Tests.Checkpoints.NetworkValues;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Networks in files, under whatever names stand around their own.</summary>
public sealed class NetworkFinderTests : IDisposable
{
    private static readonly Architecture Resnet = ModelRegistry.Find("resnet");

    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly NormalizedModel original = ModelRegistry.Create(Resnet, 32, 5, Normalization.Centred, seed: 3);

    private readonly List<NormalizedModel> opened = [];

    private Dictionary<string, Tensor> Weights => original.Network.state_dict();

    public void Dispose()
    {
        opened.ForEach(model => model.Dispose());
        original.Dispose();
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("_orig_mod.")]
    [InlineData("module._orig_mod.")]
    [InlineData("_orig_mod.module.")]
    [InlineData("net.0.")]
    [InlineData("1.")]
    [InlineData("a.b.c.d.")]
    [InlineData("layer1.")]
    [InlineData("fc.")]
    public void Any_prefix_of_all_names_is_taken_off(string prefix)
    {
        LoadedCheckpoint loaded = Load(Weights.ToDictionary(w => prefix + w.Key, w => w.Value));
        loaded.Summary.Prefix.Should().Be(prefix);
        RequireSame(loaded.Model.Network, Weights, 0);
    }

    [Theory]
    [InlineData("layer1.", "layer1.module.")]
    [InlineData("layer1.0.", "layer1.0._checkpoint_wrapped_module.")]
    [InlineData("fc.", "fc.0.")]
    [InlineData("conv1.conv.weight", "conv1.conv.weight.data")]
    public void A_wrapper_inside_of_names_is_passed_over(string name, string wrapped)
    {
        LoadedCheckpoint loaded = Load(
            Weights.ToDictionary(
                w => w.Key.StartsWith(name, StringComparison.Ordinal) ? wrapped + w.Key[name.Length..] : w.Key,
                w => w.Value
            )
        );
        loaded.Summary.Renamed.Should().ContainSingle().Which.Should().Contain("names, without '");
        RequireSame(loaded.Model.Network, Weights, 0);
    }

    [Fact]
    public void What_stands_beside_other_names_is_no_wrapper()
    {
        Dictionary<string, Tensor> parametrised = new(Weights)
        {
            ["conv1.conv.parametrizations.weight.original"] = Weights["conv1.conv.weight"],
            ["conv1.conv.parametrizations.weight.0._u"] = rand(16),
        };
        parametrised.Remove("conv1.conv.weight");
        Refusal(parametrised).Should().Contain("missing conv1.conv.weight").And.Contain("it has ");
    }

    [Theory]
    [InlineData("mu", "sigma")]
    [InlineData("0.mean", "0.std")]
    [InlineData("normalize.new_mean", "normalize.new_std")]
    [InlineData("pre.norm_mean", "pre.norm_std")]
    public void A_normaliser_is_found_by_its_values(string mean, string deviation)
    {
        Dictionary<string, Tensor> wrapped = Weights.ToDictionary(w => "1." + w.Key, w => w.Value);
        wrapped[mean] = tensor(new[] { 0.4f, 0.5f, 0.6f }).view(1, 3, 1, 1);
        wrapped[deviation] = tensor(new[] { 0.1f, 0.2f, 0.3f }).view(3, 1, 1);
        LoadedCheckpoint loaded = Load(wrapped);
        loaded.Model.Normalization.IsCloseTo(new([0.4f, 0.5f, 0.6f], [0.1f, 0.2f, 0.3f])).Should().BeTrue();

        // for pixels in [0, 1], for pixels from 0 to 255, one value for all colours, a variance
        wrapped[mean] = zeros(3);
        wrapped[deviation] = ones(3);
        Load(wrapped).Model.Normalization.IsCloseTo(new([0, 0, 0], [1, 1, 1])).Should().BeTrue();
        wrapped[mean] = tensor(new[] { 51f, 102f, 127.5f });
        wrapped[deviation] = tensor(new[] { 51f, 51f, 51f });
        Load(wrapped).Model.Normalization.IsCloseTo(new([0.2f, 0.4f, 0.5f], [0.2f, 0.2f, 0.2f])).Should().BeTrue();
        wrapped[mean] = tensor(0.5f);
        wrapped[deviation] = tensor(0.25f);
        Load(wrapped).Model.Normalization.IsCloseTo(Normalization.Centred).Should().BeTrue();
        wrapped[deviation] = tensor(0f);
        Refusal(wrapped).Should().Contain("are no mean and deviation of pixels");
    }

    [Fact]
    public void A_normaliser_among_the_networks_own_names_is_none_of_its_weights()
    {
        LoadedCheckpoint loaded = Load(
            new Dictionary<string, Tensor>(Weights) { ["mu"] = zeros(3), ["sigma"] = ones(3) }
        );
        loaded.Model.Normalization.IsCloseTo(new([0, 0, 0], [1, 1, 1])).Should().BeTrue();
        RequireSame(loaded.Model.Network, Weights, 0);
    }

    [Fact]
    public void A_counter_beside_the_network_is_named_and_another_module_is_asked_about()
    {
        Dictionary<string, Tensor> averaged = Weights.ToDictionary(w => "module." + w.Key, w => w.Value);
        averaged["n_averaged"] = tensor(3);
        Load(averaged).Summary.Ignored.Should().Equal("'n_averaged'");

        averaged["denoiser.0.weight"] = rand(3, 3, 3, 3);
        Refusal(averaged)
            .Should()
            .Contain("beside the network under 'module' it has 1 tensors")
            .And.Contain("denoiser.0.weight [3, 3, 3, 3]")
            .And.EndWith("#module");
        string path = Write(averaged);
        LoadedCheckpoint loaded = Checkpoint.Load(path + "#module", Resnet);
        RequireSame(loaded.Model.Network, Weights, 0);
        loaded.Model.Dispose();
    }

    [Fact]
    public void Of_two_networks_the_user_says_which()
    {
        using NormalizedModel average = ModelRegistry.Create(Resnet, 32, 5, Normalization.Centred, seed: 4);
        Dictionary<string, Tensor> both = Weights
            .Select(w => KeyValuePair.Create("state_dict.module." + w.Key, w.Value))
            .Concat(
                average.Network.state_dict().Select(w => KeyValuePair.Create("state_dict_ema.module." + w.Key, w.Value))
            )
            .ToDictionary();
        Refusal(both)
            .Should()
            .Contain("holds 2 networks, 'state_dict.module' (resnet) and 'state_dict_ema.module' (resnet)")
            .And.EndWith("#state_dict.module");
        string path = Write(both);
        using NormalizedModel own = Checkpoint.Load(path + "#state_dict/module", Resnet).Model,
            ema = Checkpoint.Load(path + "#state_dict_ema", Resnet).Model;
        RequireSame(own.Network, Weights, 0);
        RequireSame(ema.Network, average.Network.state_dict(), 0);
        FluentActions
            .Invoking(() => Checkpoint.Load(path + "#ema", Resnet))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*holds no network under 'ema'; it holds 'state_dict.module' (resnet) and *");
    }

    [Fact]
    public void What_an_optimizer_keeps_by_the_networks_names_is_no_network()
    {
        Dictionary<string, Tensor> file = Weights.ToDictionary(w => "model." + w.Key, w => w.Value);
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in original.Network.named_parameters())
        {
            file[$"optimizer.state.{name}.exp_avg"] = zeros_like(parameter);
            file[$"optimizer.state.{name}.exp_avg_sq"] = ones_like(parameter);
        }
        string path = Write(file);
        using NormalizedModel model = Checkpoint.Load(path + "#model", Resnet).Model;
        RequireSame(model.Network, Weights, 0);
    }

    [Fact]
    public void A_missing_layer_under_an_odd_prefix_is_named_by_its_own_name()
    {
        Dictionary<string, Tensor> less = Weights.ToDictionary(w => "my.net." + w.Key, w => w.Value);
        less.Remove("my.net.layer1.0.conv1.weight");
        Refusal(less).Should().Contain("does not fit resnet: missing layer1.0.conv1.weight; it has conv1.bn.bias [32]");
    }

    private LoadedCheckpoint Load(Dictionary<string, Tensor> weights)
    {
        LoadedCheckpoint loaded = Checkpoint.Load(Write(weights), Resnet);
        opened.Add(loaded.Model);
        return loaded;
    }

    private string Write(Dictionary<string, Tensor> weights)
    {
        string path = folder.File($"{Guid.NewGuid()}.safetensors");
        Safetensors.Write(path, weights);
        return path;
    }

    private string Refusal(Dictionary<string, Tensor> weights)
    {
        string message = FluentActions
            .Invoking(() => Checkpoint.Load(Write(weights), Resnet))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message;
        message.Should().NotContain("\n");
        return message;
    }
}
