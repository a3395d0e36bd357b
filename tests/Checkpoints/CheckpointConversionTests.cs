using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Tests.Models;
using TorchSharp;
using static RobustRepro.Tests.Checkpoints.NetworkValues;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Files of other origin become files of the suite, with the same values.</summary>
public sealed class CheckpointConversionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string Path => folder.File("a.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Converting_keeps_values_types_and_what_the_file_says()
    {
        Architecture architecture = ModelRegistry.Find("resnet");
        using NormalizedModel original = ModelRegistry.Create(architecture, 32, 10, Normalization.Centred, seed: 9);
        Dictionary<string, Tensor> wrapped = original
            .Network.state_dict()
            .ToDictionary(w => "module.model." + w.Key, w => w.Value);
        wrapped["module.attacker.model.x"] = zeros(2);
        wrapped["module.normalizer.new_mean"] = full([3, 1, 1], 0.5f);
        wrapped["module.normalizer.new_std"] = full([3, 1, 1], 0.25f);
        Safetensors.Write(Path, wrapped);
        string output = folder.File("b.safetensors");
        Checkpoint.Convert(Path, output)!.Architecture.Should().Be(architecture);
        using (CheckpointFile file = CheckpointFile.Open(output))
        {
            file.Summary.Prefix.Should().BeEmpty();
            file.Summary.Normalization!.IsCloseTo(Normalization.Centred).Should().BeTrue();
            file.Metadata["architecture"].Should().Be("resnet");
            file.Metadata["source"].Should().Be("a.safetensors");
            file.Metadata["converted"].Should().Contain("prefix 'module.model.' taken off");
        }
        using NormalizedModel model = Checkpoint.Load(output, architecture).Model;
        RequireSame(model.Network, original.Network.state_dict(), 0);
        FluentActions
            .Invoking(() => Checkpoint.Load(output, architecture, Normalization.ImageNet))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*(metadata 'mean')*");

        FluentActions
            .Invoking(() =>
                Checkpoint.Convert(
                    Path,
                    folder.File("c.safetensors"),
                    ModelRegistry.Find("resnet50", ModelRegistry.ImageNet)
                )
            )
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*does not fit resnet50*");
        FluentActions
            .Invoking(() => Checkpoint.Convert(Path, folder.File("c.pt")))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*c.pt: the converted file is a safetensors file*");
        Directory.GetFiles(folder.Path).Should().BeEquivalentTo(Path, output);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_googlenet_without_heads_and_with_the_authors_names_loads_as_is_said_of_its_input()
    {
        Architecture architecture = ModelRegistry.Find("googlenet", ModelRegistry.ImageNet);
        using NormalizedModel original = ModelRegistry.Create(architecture, 224, 20, Normalization.ImageNet, seed: 1);
        ToyNetworks.Enliven(original);
        original.eval();
        Dictionary<string, Tensor> bare = original
            .Network.state_dict()
            .Where(w => !w.Key.StartsWith("aux", StringComparison.Ordinal))
            .ToDictionary(w => w.Key, w => w.Value);
        Dictionary<string, Tensor> theirs = bare.ToDictionary(
            w => "module.model." + w.Key.Replace("branch4.1", "branch4_conv", StringComparison.Ordinal),
            w => w.Value
        );
        Tensor images = rand(2, 3, 96, 96);
        using IDisposable off = no_grad();

        Safetensors.Write(Path, theirs);
        FluentActions
            .Invoking(() => Checkpoint.Load(Path, architecture))
            .Should()
            .Throw<InvalidInputException>("random weights do not show it")
            .WithMessage("*transform_input*--transform-input*StandardTransformInput*");
        LoadedCheckpoint robust = Checkpoint.Load(Path, architecture, transformInput: false);
        using NormalizedModel first = robust.Model;
        robust.Untrained.Should().Equal("aux1", "aux2");
        robust.TransformsInput.Should().BeFalse();
        robust.ToString().Should().EndWith("; transform_input off, as set; without aux1, aux2");
        (first.Logits(images) - original.Logits(images)).abs().max().item<float>().Should().Be(0);

        Safetensors.Write(Path, bare);
        LoadedCheckpoint torchvision = Checkpoint.Load(Path, architecture, transformInput: true);
        using NormalizedModel second = torchvision.Model;
        torchvision.TransformsInput.Should().BeTrue();
        // transform_input undoes the normalisation and normalises by 0.5 and 0.5
        using var centred = new NormalizedModel(
            first.Network,
            new Normalization([0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f])
        );
        (second.Logits(images) - centred.Logits(images)).abs().max().item<float>().Should().BeLessThan(1e-4f);
        (second.Logits(images) - first.Logits(images)).abs().max().item<float>().Should().BeGreaterThan(1e-3f);
        using NormalizedModel third = Checkpoint.Load(Path, architecture, transformInput: false).Model;
        (third.Logits(images) - first.Logits(images)).abs().max().item<float>().Should().Be(0);

        // half of a head is no head
        Safetensors.Write(Path, new Dictionary<string, Tensor>(bare) { ["aux1.fc2.bias"] = zeros(20) });
        FluentActions
            .Invoking(() => Checkpoint.Load(Path, architecture))
            .Should()
            .Throw<InvalidInputException>()
            .WithMessage("*does not fit googlenet: missing aux1.conv.conv.weight; *");

        Safetensors.Write(Path, theirs);
        Checkpoint.Convert(Path, folder.File("b.safetensors"), architecture, transformInput: false);
        Checkpoint
            .Load(folder.File("b.safetensors"), architecture)
            .TransformsInput.Should()
            .BeFalse("the converted file remembers what was said");
    }
}
