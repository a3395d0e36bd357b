using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RobustRepro.Attacks;
using RobustRepro.Files;
using RobustRepro.Onnx;
using RobustRepro.Testing;
using RobustRepro.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace RobustRepro.Tests.Onnx;

/// <summary>torchvision's networks from ONNX files: logits are those of ONNX Runtime and of PyTorch, input gradients
/// those of PyTorch (eng/torchvision-tests.sh).</summary>
public sealed class TorchvisionTests
{
    public const string Variable = "ROBUSTREPRO_TORCHVISION";

    /// <summary>Of the largest value.</summary>
    private const double Relative = 1e-4;

    [TorchvisionFact]
    public void Logits_and_gradients_are_PyTorchs()
    {
        string[] folders =
        [
            .. Directory
                .EnumerateDirectories(Environment.GetEnvironmentVariable(Variable)!)
                .Where(f => File.Exists(Path.Combine(f, "gradient64.npy")))
                .Order(StringComparer.Ordinal),
        ];
        folders.Should().NotBeEmpty();
        Comparison[] all = [.. folders.Select(Compare)];
        // the last digits differ between processors: the page has those of one, and nothing is held to them
        if (Snapshot.Accepting)
            PageBlock.Verify(
                Path.Combine(ReferenceData.RepositoryRoot, "docs", "your-network.md"),
                "torchvision",
                [
                    "| network | nodes | logits, to ONNX Runtime | to PyTorch | input gradient, float64 | float32 "
                        + "| PyTorch's own float32 |",
                    "|---|---|---|---|---|---|---|",
                    .. all.Select(c => c.Row),
                ]
            );
        all.Should()
            .AllSatisfy(c =>
            {
                c.ToRuntime.Should().BeLessThan(Relative, c.Name);
                c.ToPyTorch.Should().BeLessThan(Relative, c.Name);
                // where a ReLU's input is 0 but for rounding, float32 takes one side or the other: in PyTorch too, and
                // where the exporter folded batch norms in float32
                c.Gradient.Should().BeLessThan(c.IsFolded ? Math.Max(Relative, c.PyTorchRounded) : Relative, c.Name);
                if (c.PyTorchRounded < Relative)
                    c.Rounded.Should().BeLessThan(Relative, c.Name);
            });
    }

    private static Comparison Compare(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        string path = Path.Combine(folder, "network.onnx");
        float[] pixels = Read<float>("images");
        long size = (long)Math.Sqrt(pixels.Length / 6.0);
        using OnnxNetwork network = OnnxNetwork.Open(path, (int)size);
        network.OneByOne.Should().BeFalse();
        Tensor images = tensor(pixels, [2, 3, size, size]).requires_grad_(true),
            logits = network.call(images),
            direction = tensor(Read<float>("direction"), logits.shape);
        Tensor gradient = InputGradient.Of((logits * direction).sum(), images);
        float[] own = logits.detach().data<float>().ToArray();
        double[] rounded = [.. gradient.data<float>().ToArray().Select(v => (double)v)],
            expected = Read<double>("gradient64");
        Tensor exact = images.detach().to(ScalarType.Float64).requires_grad_(true);
        Tensor inDouble = InputGradient.Of((network.call(exact) * direction).sum(), exact);
        return new(
            Path.GetFileName(folder),
            network.Layers.Count,
            Off(
                [.. own.Select(v => (double)v)],
                [.. Runtime(path, network.Input.Name, pixels, (int)size).Select(v => (double)v)]
            ),
            Off([.. own.Select(v => (double)v)], Read<double>("logits64")),
            Off(inDouble.data<double>().ToArray(), expected),
            Off(rounded, expected),
            Off(Read<double>("gradient32"), expected)
        );

        T[] Read<T>(string name) => NpyArray.Read<T>(File.ReadAllBytes(Path.Combine(folder, $"{name}.npy")));
    }

    private static float[] Runtime(string path, string input, float[] pixels, int size)
    {
        using var session = new InferenceSession(path);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([
            NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(pixels, [2, 3, size, size])),
        ]);
        return [.. results[0].AsTensor<float>()];
    }

    private static double Off(double[] own, double[] expected) =>
        own.Zip(expected, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs);

    private sealed record Comparison(
        string Name,
        int Nodes,
        double ToRuntime,
        double ToPyTorch,
        double Gradient,
        double Rounded,
        double PyTorchRounded
    )
    {
        public bool IsFolded => !Name.EndsWith("-unfolded", StringComparison.Ordinal);

        public string Row =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {Name} | {Nodes} | {ToRuntime:0.0e-0} | {ToPyTorch:0.0e-0} | {Gradient:0.0e-0} "
                    + $"| {Rounded:0.0e-0} | {PyTorchRounded:0.0e-0} |"
            );
    }
}
