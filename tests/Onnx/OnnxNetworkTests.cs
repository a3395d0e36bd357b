using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Onnx;
using RobustRepro.Onnx.Proto;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Onnx;

public sealed class OnnxNetworkTests : IDisposable
{
    private const int Size = 8;

    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_network_says_what_it_is()
    {
        using OnnxNetwork network = Open(OnnxBuilder.Network());
        network.Classes.Should().Be(10);
        network.Size.Should().Be(Size);
        network.OneByOne.Should().BeFalse();
        network.Values.Should().Be(4 * 27 + 4 + 4 * 36 + 40);
        network
            .Layers.Select(l => l.LayerName)
            .Should()
            .Equal("c1", "stage1_Relu", "p", "c2", "stage2_Relu", "a", "f", "y");
        network.Shapes[network.Layers[1]].Should().Equal(1, 4, 8, 8);
        SpatialConvolution.Of(network).Select(c => c.Name).Should().Equal("c1", "c2");
        OnnxLayers.Default(network).Should().Equal("stage1_Relu", "stage2_Relu");
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using OnnxNetwork network = Open(OnnxBuilder.Network());
        Tensor image = rand([1, 3, Size, Size], generator: new Generator(1)).requires_grad_(true),
            direction = randn([1, 3, Size, Size], generator: new Generator(2));
        const float step = 1e-3f;
        Tensor gradient = InputGradient.Of(network.call(image)[0, 3], image);
        float along = (gradient * direction).sum().item<float>();
        using IDisposable off = no_grad();
        float finite =
            (network.call(image + direction * step)[0, 3] - network.call(image - direction * step)[0, 3]).item<float>()
            / (2 * step);
        along.Should().BeApproximately(finite, 1e-3f * Math.Max(1, Math.Abs(finite)));
        gradient.abs().max().item<float>().Should().BePositive();
    }

    [Fact]
    public void Every_output_can_be_read_and_replaced()
    {
        using OnnxNetwork network = Open(OnnxBuilder.Network());
        using var model = new NormalizedModel(network, Normalization.None);
        Tensor images = rand([3, 3, Size, Size], generator: new Generator(1));
        string[] names = [.. network.Layers.Select(l => l.LayerName)];
        IReadOnlyDictionary<string, Tensor> outputs = LayerTap.Outputs(model, names, images);
        outputs["c1"].shape.Should().Equal(3, 4, Size, Size);
        outputs["c1"].relu().allclose(outputs["stage1_Relu"]).Should().BeTrue();
        outputs["y"].allclose(model.call(images)).Should().BeTrue();
        foreach (string name in names)
        {
            using var hooks = new LayerHooks(model, [name], (_, output) => zeros_like(output));
            Tensor silenced = model.call(images);
            // nothing but the bias of the first convolution is behind its input; all others leave the same for all
            // images
            silenced.std(0, unbiased: false).max().item<float>().Should().BeLessThan(1e-6f, name);
        }
    }

    [Fact]
    public void An_activation_writes_over_its_input_where_nobody_sees_or_needs_that()
    {
        using OnnxNetwork network = Open(OnnxBuilder.Network());
        Tensor images = rand([3, 3, Size, Size], generator: new Generator(1));
        OnnxLayer convolution = network.Layers.First(l => l.LayerName == "c1");
        Tensor? shown = null;
        using Tensor tracked = images.clone().requires_grad_(true);
        Tensor withGradient = network.call(tracked);
        using IDisposable off = no_grad();
        convolution.IsWatched.Should().BeFalse();
        Tensor unseen = network.call(images);

        // kept as it is, by one who knows nothing of what follows
        var hook = convolution.register_forward_hook(
            (_, _, output) =>
            {
                shown = output.alias().MoveToOtherDisposeScope(scope);
                return output;
            }
        );
        convolution.IsWatched.Should().BeTrue();
        Tensor seen = network.call(images);
        shown!.min().item<float>().Should().BeNegative("it is what the convolution gave, not what the ReLU made of it");
        hook.remove();
        convolution.IsWatched.Should().BeFalse();
        seen.Should().Match<Tensor>(s => s.allclose(unseen) && s.allclose(withGradient));
    }

    [Fact]
    public void A_value_that_others_read_is_not_written_over()
    {
        OnnxBuilder file = new OnnxBuilder()
            .Weights("w", [3, 3, 1, 1])
            .Node("Conv", "c", ["x", "w"])
            .Node("Relu", "r", ["c"])
            .Node("Sub", "negative", ["c", "r"])
            .Node("Identity", "same", ["negative"])
            .Node("Relu", "none", ["negative"])
            .Node("Add", "sum", ["same", "none"])
            .Node("Clip", "clipped", ["sum"])
            .Node("GlobalAveragePool", "a", ["clipped"])
            .Node("Flatten", "y", ["a"])
            .Output("y");
        using OnnxNetwork network = Open(file);
        Tensor images = rand([2, 3, Size, Size], generator: new Generator(1)),
            weight = network.Constant("w")!;
        using IDisposable off = no_grad();
        Tensor expected = nn.functional.conv2d(images, weight).clamp(max: 0).mean([2, 3]);
        expected.min().item<float>().Should().BeNegative();
        network.call(images).allclose(expected, atol: 1e-6).Should().BeTrue();
    }

    [Fact]
    public void A_network_exported_for_one_image_takes_any_number()
    {
        OnnxBuilder reshaped = new OnnxBuilder(input: [1, 3, Size, Size])
            .Longs("shape", 1, 3 * Size * Size)
            .Node("Reshape", "flat", ["x", "shape"])
            .Weights("w", [3 * Size * Size, 10])
            .Node("MatMul", "y", ["flat", "w"])
            .Output("y");
        using OnnxNetwork network = Open(reshaped);
        network.OneByOne.Should().BeFalse();
        AssertAnyNumber(network);

        // a token is put in front of each image, written down once
        OnnxBuilder token = new OnnxBuilder(input: [1, 3, Size, Size])
            .Longs("shape", 1, 3, Size * Size)
            .Node("Reshape", "flat", ["x", "shape"])
            .Weights("token", [1, 1, Size * Size])
            .Node("Concat", "joined", ["token", "flat"], OnnxBuilder.Int("axis", 1))
            .Node("Flatten", "all", ["joined"])
            .Weights("w", [4 * Size * Size, 10])
            .Node("MatMul", "y", ["all", "w"])
            .Output("y");
        using OnnxNetwork single = Open(token);
        single.OneByOne.Should().BeTrue();
        AssertAnyNumber(single);
        using var model = new NormalizedModel(single, Normalization.None);
        Tensor images = rand([3, 3, Size, Size], generator: new Generator(1));
        LayerTap.Outputs(model, ["joined"], images)["joined"].shape.Should().Equal(3, 4, Size * Size);
    }

    [Fact]
    public void Images_with_channels_last_are_turned()
    {
        OnnxBuilder last = new OnnxBuilder(input: [0, Size, Size, 3])
            .Node("Transpose", "t", ["x"], OnnxBuilder.Ints("perm", 0, 3, 1, 2))
            .Node("GlobalAveragePool", "a", ["t"])
            .Node("Flatten", "y", ["a"])
            .Output("y");
        using OnnxNetwork network = Open(last);
        Tensor images = rand([2, 3, Size, Size], generator: new Generator(1));
        network.call(images).allclose(images.mean([2, 3])).Should().BeTrue();
    }

    [Fact]
    public void A_softmax_at_the_end_is_left_out()
    {
        OnnxBuilder builder = OnnxBuilder.Network();
        using OnnxNetwork plain = Open(OnnxBuilder.Network());
        builder.Model.Graph.Output.Clear();
        using OnnxNetwork network = Open(builder.Node("Softmax", "probabilities", ["y"]).Output("probabilities"));
        network.WithoutSoftmax.Should().BeTrue();
        Tensor images = rand([2, 3, Size, Size], generator: new Generator(1));
        network.call(images).allclose(plain.call(images)).Should().BeTrue();
    }

    [Fact]
    public void Functions_of_a_file_are_followed()
    {
        OnnxBuilder builder = new OnnxBuilder()
            .Node("Flatten", "f", ["x"])
            .Node("Twice", "t", ["f"])
            .Node("Twice", "y", ["t"])
            .Output("y");
        var function = new FunctionProto { Name = "Twice" };
        function.Input.Add("a");
        function.Output.Add("b");
        function.Node.Add(OnnxBuilder.NodeOf("Identity", "inner", ["a"]));
        function.Node.Add(OnnxBuilder.NodeOf("Add", "b", ["inner", "a"]));
        builder.Model.Functions.Add(function);
        using OnnxNetwork network = Open(builder);
        Tensor images = rand([2, 3, Size, Size], generator: new Generator(1));
        network.call(images).allclose(images.flatten(1) * 4).Should().BeTrue();
    }

    [Fact]
    public void Values_of_a_file_beside_are_read()
    {
        OnnxBuilder builder = OnnxBuilder.Network();
        using OnnxNetwork inside = Open(builder);
        TensorProto weight = builder.Model.Graph.Initializer.First(i => i.Name == "w1");
        byte[] values = weight.RawData.ToByteArray();
        File.WriteAllBytes(folder.File("weights.bin"), [.. new byte[16], .. values]);
        HostileOnnxTests.PutOutside(
            weight,
            ("location", "weights.bin"),
            ("offset", "16"),
            ("length", $"{values.Length}")
        );
        using OnnxNetwork beside = Open(builder);
        Tensor images = rand([2, 3, Size, Size], generator: new Generator(1));
        beside.call(images).allclose(inside.call(images), rtol: 0, atol: 0).Should().BeTrue();
    }

    private OnnxNetwork Open(OnnxBuilder builder) => OnnxNetwork.Open(builder.Write(folder.File("n.onnx")), Size);

    private static void AssertAnyNumber(OnnxNetwork network)
    {
        using IDisposable off = no_grad();
        Tensor images = rand([3, 3, Size, Size], generator: new Generator(1)),
            together = network.call(images);
        together.shape.Should().Equal(3, 10);
        for (int i = 0; i < 3; i++)
            network.call(images.narrow(0, i, 1)).allclose(together.narrow(0, i, 1), rtol: 1e-4).Should().BeTrue();
    }
}
