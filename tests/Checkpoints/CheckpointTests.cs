using RobustRepro.Checkpoints;
using RobustRepro.Models;
using TorchSharp;
using static RobustRepro.Tests.Checkpoints.NetworkValues;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Networks from files, whole.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string Path => folder.File("a.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("alexnet", 32, 7)]
    [InlineData("googlenet", 64, 10)]
    [InlineData("resnet", 64, 3)]
    public void A_network_is_rebuilt_with_the_files_classes_and_input_size(string name, int size, int classes)
    {
        Architecture architecture = ModelRegistry.Find(name);
        using NormalizedModel original = ModelRegistry.Create(
            architecture,
            size,
            classes,
            Normalization.Centred,
            seed: 3
        );
        Safetensors.Write(Path, original.Network.state_dict());
        LoadedCheckpoint loaded = Checkpoint.Load(Path, architecture);
        using NormalizedModel model = loaded.Model;
        loaded.Classes.Should().Be(classes);
        loaded.Summary.ToString().Should().Be("safetensors; state dict at the top");
        model.training.Should().BeFalse();
        model.Normalization.Should().Be(Normalization.Centred);
        original.eval();
        Tensor images = rand(2, 3, size, size);
        using IDisposable off = no_grad();
        (model.Logits(images) - original.Logits(images)).abs().max().item<float>().Should().Be(0);
        model.parameters().Should().OnlyContain(p => p.requires_grad);
    }

    [Fact]
    public void Values_of_another_type_are_converted_and_shared_storages_split()
    {
        Architecture architecture = ModelRegistry.Find("resnet");
        using NormalizedModel original = ModelRegistry.Create(architecture, 32, 5, Normalization.Centred, seed: 3);
        Dictionary<string, Tensor> weights = original.Network.state_dict();
        // all weights in one storage, as views into it
        var builder = new TorchFileBuilder().Op('}').Op('(');
        float[] all = [.. weights.Values.SelectMany(w => w.to(float32).contiguous().data<float>().ToArray())];
        long offset = 0;
        foreach ((string name, Tensor weight) in weights)
        {
            builder.Text(name).Tensor("0", all.Length, offset, weight.shape, weight.contiguous().stride());
            offset += weight.numel();
        }
        LoadedCheckpoint loaded = Checkpoint.Load(
            builder.Op('u').Storage("0", all).Write(folder.File("a.pt")),
            architecture
        );
        using NormalizedModel model = loaded.Model;
        RequireSame(model.Network, weights, 0);

        Safetensors.Write(
            Path,
            weights.ToDictionary(w => w.Key, w => w.Value.is_floating_point() ? w.Value.to(float16) : w.Value)
        );
        using NormalizedModel half = Checkpoint.Load(Path, architecture).Model;
        RequireSame(half.Network, weights, 1e-3f);
        half.Network.state_dict()["fc.weight"].dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void What_does_not_fit_is_said_precisely_and_what_would_fit_too()
    {
        using NormalizedModel original = ModelRegistry.Create(
            ModelRegistry.Find("resnet"),
            64,
            10,
            Normalization.Centred
        );
        Dictionary<string, Tensor> weights = original.Network.state_dict();
        Safetensors.Write(Path, weights);
        Refusal("alexnet")
            .Should()
            .Be(
                $"{Path}: does not fit alexnet: missing classifier.3.weight; it is a resnet (Small "
                    + $"networks), 10 classes, 64 x 64 pixels"
            );

        Dictionary<string, Tensor> wrong = new(weights) { ["extra"] = zeros(1), ["layer1.0.bn1.bias"] = zeros(4) };
        wrong.Remove("fc.bias");
        wrong.Remove("layer1.0.bn1.num_batches_tracked");
        Safetensors.Write(Path, wrong);
        Refusal("resnet")
            .Should()
            .Be(
                $"{Path}: does not fit resnet: layer1.0.bn1.bias is [4], expected [16]; missing fc.bias; "
                    + $"unexpected extra; it has conv1.bn.bias [32], conv1.bn.num_batches_tracked [], "
                    + "conv1.bn.running_mean [32], conv1.bn.running_var [32], conv1.bn.weight [32], "
                    + "conv1.conv.weight [32, 3, 7, 7] and 127 more"
            );
        Safetensors.Write(Path, new Dictionary<string, Tensor>(weights) { ["fc.weight"] = zeros(10, 100) });
        Refusal("resnet").Should().Be($"{Path}: does not fit resnet: fc.weight is [10, 100], expected classes x 256");
        Safetensors.Write(Path, new Dictionary<string, Tensor>());
        Refusal("resnet").Should().Be($"{Path}: holds no tensors");
    }

    [Fact]
    public void A_normalisation_in_the_file_must_be_the_expected_one()
    {
        Architecture architecture = ModelRegistry.Find("resnet");
        using NormalizedModel original = ModelRegistry.Create(architecture, 32, 10, Normalization.Centred);
        Dictionary<string, Tensor> wrapped = original
            .Network.state_dict()
            .ToDictionary(w => "module.model." + w.Key, w => w.Value);
        wrapped["module.normalizer.new_mean"] = tensor(Normalization.ImageNet.Mean).view(3, 1, 1);
        wrapped["module.normalizer.new_std"] = tensor(Normalization.ImageNet.Std).view(3, 1, 1);
        Safetensors.Write(Path, wrapped);
        FluentActions
            .Invoking(() => Checkpoint.Load(Path, architecture, Normalization.Centred))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .Be(
                $"{Path}: its network was trained on pixels normalised by mean 0.485 0.456 0.406, deviation "
                    + $"0.229 0.224 0.225 (module.normalizer.new_mean), "
                    + "here they would be by mean 0.5 0.5 0.5, deviation 0.25 0.25 0.25: take a network "
                    + "trained for these data"
            );
        using NormalizedModel model = Checkpoint.Load(Path, architecture, Normalization.ImageNet).Model;
        model.Normalization.Should().Be(Normalization.ImageNet);
        using NormalizedModel own = Checkpoint.Load(Path, architecture).Model;
        own.Normalization.IsCloseTo(Normalization.ImageNet).Should().BeTrue("the file says it");
    }

    [Fact]
    public void Damage_found_while_reading_leaves_nothing_behind()
    {
        Architecture architecture = ModelRegistry.Find("resnet");
        using NormalizedModel original = ModelRegistry.Create(architecture, 32, 10, Normalization.Centred);
        (string, float[], long[])[] weights =
        [
            .. original
                .Network.state_dict()
                .Select(w => (w.Key, w.Value.to(float32).contiguous().data<float>().ToArray(), w.Value.shape)),
        ];
        string path = new TorchFileBuilder().StateDict(weights).Write(folder.File("a.pt"));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        Action load = () => Checkpoint.Load(path, architecture);
        load.Should().Throw<InvalidInputException>().WithMessage("*a.pt: storage * cannot be read (the checksum of *");
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        load.Should().Throw<InvalidInputException>();
        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.Should().Be(before);
    }

    private string Refusal(string architecture) =>
        FluentActions
            .Invoking(() => Checkpoint.Load(Path, ModelRegistry.Find(architecture)))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message;
}
