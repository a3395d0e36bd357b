using System.Diagnostics;
using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Bench;

/// <summary>Times passes of the full ResNet-50 in evaluation mode on 224 x 224 images: what measures (forward) and
/// attacks (forward and input gradient) are made of.</summary>
internal static class InferenceBenchmark
{
    public const int BatchSize = 32;

    public static int Run(BenchOptions options)
    {
        TorchRuntime.Start(options.Threads);
        using DisposeScope scope = NewDisposeScope();
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find("resnet50", ModelRegistry.ImageNet),
            224,
            1000,
            Normalization.ImageNet
        );
        model.eval();
        Tensor images = MemoryFormat.ChannelsLast(rand(BatchSize, 3, 224, 224)),
            labels = arange(BatchSize);
        double forward = ImagesPerSecond(
            options,
            () =>
            {
                using IDisposable off = no_grad();
                model.Logits(images);
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
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(
            new PassMeasurement(
                forward,
                gradient,
                ModelRegistry.ParameterCount(model),
                process.PeakWorkingSet64 / 1048576.0,
                $"libtorch {TorchRuntime.LibTorchVersion}"
            ).ToJson()
        );
        return 0;
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
