using RobustRepro.Checkpoints;

namespace RobustRepro.Tests.Checkpoints;

/// <summary>Where files of others keep a network's weights, and under which names.</summary>
public sealed class StateDictLayoutTests : IDisposable
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "conv1.weight", "fc.bias")]
    [InlineData("module.", "module.conv1.weight", "module.fc.bias")]
    [InlineData("", "module.conv1.weight", "fc.bias")]
    [InlineData("", "conv1.module.weight", "fc.module.bias")]
    [InlineData("module.", "module.module.weight", "module.model_a.bias")]
    public void Only_a_prefix_of_all_names_is_taken_off(string prefix, params string[] names)
    {
        using CheckpointFile file = Open(names);
        file.Summary.Prefix.Should().Be(prefix);
        file.Weights.Keys.Should().Equal(names.Select(n => n[prefix.Length..]));
    }

    [Theory]
    [InlineData("module.model.", "module.normalizer.new_", "module.attacker.model.", "module.attacker.normalize.new_")]
    [InlineData("model.", "normalizer.new_", "attacker.model.", "attacker.normalize.new_")]
    [InlineData("module.model.", "module.normalize.new_", null, null)]
    [InlineData("model.", "normalize.", null, null)]
    public void A_network_is_found_inside_its_wrapper(
        string network,
        string normalizer,
        string? twin,
        string? twinNormalizer
    )
    {
        List<(string Name, float[] Values, long[] Shape)> tensors =
        [
            (network + "conv1.weight", [1, 2], [2]),
            // the wrapper's words inside a name are part of it
            (network + "model.module.attacker.weight", [3], [1]),
            (normalizer + "mean", Mean, [3, 1, 1]),
            (normalizer + "std", Deviation, [3, 1, 1]),
        ];
        if (twin is not null)
            tensors.AddRange([
                (twin + "conv1.weight", [9, 9], [2]),
                (twinNormalizer + "mean", Mean, [3, 1, 1]),
                (twinNormalizer + "std", Deviation, [3, 1, 1]),
            ]);
        using CheckpointFile file = CheckpointFile.Open(
            new TorchFileBuilder().StateDict(tensors).Write(folder.File("a.pt"))
        );
        file.Summary.Prefix.Should().Be(network);
        file.Weights.Keys.Should().Equal("conv1.weight", "model.module.attacker.weight");
        file.Summary.Normalization!.Mean.Should().Equal(Mean);
        file.Summary.Normalization.Std.Should().Equal(Deviation);
        file.Summary.Ignored.Should()
            .BeEquivalentTo(
                twin is null
                    ? []
                    : new[] { $"3 tensors under {network[..^"model.".Length]}attacker. (the network a second time)" }
            );
        using TorchSharp.torch.Tensor first = file.Weights["conv1.weight"].ToTensor();
        first.data<float>().ToArray().Should().Equal(1, 2);
    }

    [Fact]
    public void A_module_called_model_among_others_is_no_wrapper()
    {
        using CheckpointFile file = Open("model.conv1.weight", "head.weight");
        file.Summary.Prefix.Should().BeEmpty();
        file.Weights.Keys.Should().Equal("model.conv1.weight", "head.weight");
    }

    [Fact]
    public void Two_layers_of_the_authors_get_their_torchvision_names()
    {
        using CheckpointFile file = Open(
            "inception3a.branch4_conv.conv.weight",
            "inception3a.branch4.0.x",
            "last_layer.weight",
            "last_layer.bias",
            "my_last_layer.weight",
            "branch4_conv2.weight"
        );
        file.Weights.Keys.Should()
            .Equal(
                "inception3a.branch4.1.conv.weight",
                "inception3a.branch4.0.x",
                "classifier.6.weight",
                "classifier.6.bias",
                "my_last_layer.weight",
                "branch4_conv2.weight"
            );
        file.Summary.Renamed.Should()
            .Equal(
                "inception3a.branch4_conv.conv.weight to inception3a.branch4.1.conv.weight",
                "last_layer.weight to classifier.6.weight",
                "last_layer.bias to classifier.6.bias"
            );
        Refusal(() => Open("last_layer.bias", "classifier.6.bias"))
            .Should()
            .Contain("two tensors are 'classifier.6.bias'");
    }

    [Theory]
    [InlineData("model")]
    [InlineData("state_dict")]
    public void A_state_dict_is_found_under_the_keys_of_training_programs(string key)
    {
        TorchFileBuilder builder = new TorchFileBuilder()
            .Op('}')
            .Op('(')
            .Text("epoch")
            .Op('K')
            .Raw(90)
            .Text("arch")
            .Text("resnet50")
            .Text("best")
            .Tensor("b", 1, 0, [], [])
            .Text(key)
            .StateDict([("module.w", [1], [1])])
            .Op('u')
            .Storage("b", 1);
        using CheckpointFile file = CheckpointFile.Open(builder.Write(folder.File("a.pt")));
        file.Summary.Key.Should().Be(key);
        file.Weights.Keys.Should().Equal("w");
        file.Summary.Ignored.Should().Equal("'epoch' = 90", "'arch' = resnet50", "'best'");
        file.Summary.Place.Should().Be($"under '{key}', prefix 'module.' taken off");
    }

    [Fact]
    public void The_robustness_librarys_key_comes_first()
    {
        TorchFileBuilder builder = new TorchFileBuilder()
            .Op('}')
            .Op('(')
            .Text("state_dict")
            .StateDict([("old", [1], [1])])
            .Text("model")
            .StateDict([("new", [2], [1])])
            .Op('u');
        using CheckpointFile file = CheckpointFile.Open(builder.Write(folder.File("a.pt")));
        file.Weights.Keys.Should().Equal("new");
        file.Summary.Ignored.Should().Equal("'state_dict'");
    }

    [Fact]
    public void Files_without_a_state_dict_say_what_they_hold()
    {
        Refusal(() =>
                CheckpointFile.Open(
                    new TorchFileBuilder()
                        .Op('}')
                        .Op('(')
                        .Text("net")
                        .Op('}')
                        .Text("lr")
                        .Op('K')
                        .Raw(1)
                        .Op('K')
                        .Raw(7)
                        .Op('N')
                        .Op('u')
                        .Write(folder.File("b.pt"))
                )
            )
            .Should()
            .Contain("holds no state dict; it holds 'net', 'lr' = 1, '7'");
        Refusal(() => CheckpointFile.Open(new TorchFileBuilder().Op('}').Write(folder.File("d.pt"))))
            .Should()
            .EndWith(
                "d.pt: holds no state dict: the dictionary that was saved is empty; save the network's state_dict()"
            );
        Refusal(() => CheckpointFile.Open(new TorchFileBuilder().Op(']').Write(folder.File("c.pt"))))
            .Should()
            .Contain("holds no dictionary");
        Refusal(() => CheckpointFile.Open(folder.File("absent.pt")))
            .Should()
            .EndWith("absent.pt: there is no such file");
    }

    [Fact]
    public void A_normalisation_of_another_shape_is_refused() =>
        Refusal(() =>
                CheckpointFile.Open(
                    new TorchFileBuilder()
                        .StateDict([
                            ("model.w", [1], [1]),
                            ("normalizer.new_mean", [1], [1]),
                            ("normalizer.new_std", [1], [1]),
                        ])
                        .Write(folder.File("d.pt"))
                )
            )
            .Should()
            .Contain("normalizer.new_mean is [1], expected a value for each of 3 colours");

    private CheckpointFile Open(params string[] names) =>
        CheckpointFile.Open(
            new TorchFileBuilder()
                .StateDict(names.Select(n => (n, new[] { 1f }, new[] { 1L })))
                .Write(folder.File($"{Guid.NewGuid()}.pt"))
        );

    private static string Refusal(Action open)
    {
        string message = open.Should().Throw<InvalidInputException>().Which.Message;
        message.Should().NotContain("\n");
        return message;
    }
}
