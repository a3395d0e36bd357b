using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Studies;
using RobustRepro.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace RobustRepro.Bench;

/// <summary>Times passes of a network from an ONNX file: forward, and forward with the gradient with respect to the
/// images.</summary>
internal static class OnnxBenchmark
{
    public const int BatchSize = 8;

    /// <summary>As the suite runs it.</summary>
    public static int Run(BenchOptions options)
    {
        TorchRuntime.Start(options.Threads);
        string file = FileOf(options);
        using DisposeScope scope = NewDisposeScope();
        IStudy study = StudyRegistry.Open("imagenet", StudyInputs.None with { Onnx = new(file, file) });
        using NormalizedModel model = study.Networks.Load(new(OnnxFiles.Architecture, TrainingMode.Standard, 0));
        Tensor images = MemoryFormat.ChannelsLast(rand(BatchSize, 3, 224, 224)),
            labels = arange(BatchSize);
        double forward = ImagesPerSecond(
            options,
            () =>
            {
                using IDisposable off = no_grad();
                model.call(images);
            }
        );
        double gradient = ImagesPerSecond(
            options,
            () =>
            {
                Tensor leaf = images.detach().requires_grad_(true);
                InputGradient.Of(F.cross_entropy(model.call(leaf), labels), leaf);
            }
        );
        Print(forward, gradient, $"libtorch {TorchRuntime.LibTorchVersion}");
        return 0;
    }

    /// <summary>In ONNX Runtime, which has no gradients.</summary>
    public static int RunRuntime(BenchOptions options)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = options.Threads };
        using var session = new InferenceSession(FileOf(options), settings);
        var random = new Random(0);
        float[] pixels = [.. Enumerable.Range(0, BatchSize * 3 * 224 * 224).Select(_ => random.NextSingle())];
        NamedOnnxValue[] input =
        [
            NamedOnnxValue.CreateFromTensor(
                session.InputNames[0],
                new DenseTensor<float>(pixels, [BatchSize, 3, 224, 224])
            ),
        ];
        double forward = ImagesPerSecond(options, () => session.Run(input).Dispose());
        Print(forward, 0, $"ONNX Runtime {typeof(InferenceSession).Assembly.GetName().Version?.ToString(3)}");
        return 0;
    }

    private static string FileOf(BenchOptions options) =>
        options.File ?? throw new InvalidInputException("--file names the ONNX file");

    private static void Print(double forward, double gradient, string version)
    {
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(
            new PassMeasurement(forward, gradient, 0, process.PeakWorkingSet64 / 1048576.0, version).ToJson()
        );
    }

    private static double ImagesPerSecond(BenchOptions options, Action passes)
    {
        var seconds = new double[options.WarmUp + options.Steps];
        for (int i = 0; i < seconds.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            var clock = Stopwatch.StartNew();
            passes();
            seconds[i] = clock.Elapsed.TotalSeconds;
        }
        return BatchSize / Median.Of(seconds.Skip(options.WarmUp));
    }
}
