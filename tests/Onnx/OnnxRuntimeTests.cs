using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RobustRepro.Onnx;
using RobustRepro.Stimuli;
using RobustRepro.Studies.Cifar10;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace RobustRepro.Tests.Onnx;

/// <summary>Networks nobody here made give what ONNX Runtime gives.</summary>
public sealed class OnnxRuntimeTests
{
    private const int Images = 500;
    private const float Relative = 1e-4f;

    [ReferenceTheory("../data/networks", "../data/cifar10-images.zip")]
    [InlineData("resnet_2b.onnx", false)]
    [InlineData("resnet_4b.onnx", false)]
    [InlineData("cifar10_small.onnx", true)]
    [InlineData("cifar10_medium.onnx", true)]
    public void Logits_are_those_of_ONNX_Runtime_image_for_image(string file, bool channelsLast)
    {
        string path = ReferenceData.Path($"../data/networks/{file}");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        using StimulusSet all = Cifar10Stimuli.LoadTest(ReferenceData.Path("../data/cifar10-images.zip"));
        Tensor images = all.Batch(0, Images);
        using OnnxNetwork network = OnnxNetwork.Open(path, 32);
        network.OneByOne.Should().BeFalse();
        float[] logits = network.call(images).data<float>().ToArray();
        using var session = new InferenceSession(path);
        for (int i = 0; i < Images; i++)
        {
            Tensor one = images.narrow(0, i, 1);
            float[] pixels = (channelsLast ? one.permute(0, 2, 3, 1).contiguous() : one.contiguous())
                .data<float>()
                .ToArray();
            int[] shape = channelsLast ? [1, 32, 32, 3] : [1, 3, 32, 32];
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([
                NamedOnnxValue.CreateFromTensor(network.Input.Name, new DenseTensor<float>(pixels, shape)),
            ]);
            float[] expected = [.. results[0].AsTensor<float>()];
            float scale = expected.Max(Math.Abs);
            float off10 = expected.Zip(logits.Skip(i * 10), (a, b) => Math.Abs(a - b)).Max();
            off10.Should().BeLessThan(Relative * scale, $"image {i}");
        }
    }
}
