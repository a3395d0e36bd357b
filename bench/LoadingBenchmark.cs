using System.Diagnostics;
using System.Globalization;
using RobustRepro.Checkpoints;
using RobustRepro.Models;
using RobustRepro.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Bench;

/// <summary>Times loads of a checkpoint of ResNet-50: its tensors alone, or the network.</summary>
internal static class LoadingBenchmark
{
    public static int Run(BenchOptions options)
    {
        TorchRuntime.Start(options.Threads);
        string path = options.File ?? throw new InvalidInputException("--file must name a checkpoint of ResNet-50");
        Action load = options.Read == "network" ? () => Network(path).Dispose() : () => Tensors(path);
        zeros(1).Dispose();
        double before = Mebibytes("VmRSS");
        File.WriteAllText("/proc/self/clear_refs", "5");
        var seconds = new double[1 + options.WarmUp + options.Steps];
        for (int i = 0; i < seconds.Length; i++)
        {
            var clock = Stopwatch.StartNew();
            load();
            seconds[i] = clock.Elapsed.TotalSeconds;
        }
        double peak = Mebibytes("VmHWM") - before;
        double total = options.Read == "network" ? Total(path) : 0;
        Console.WriteLine(
            new LoadMeasurement(
                seconds[0],
                Median.Of(seconds.Skip(1 + options.WarmUp)),
                total,
                peak,
                $"libtorch {TorchRuntime.LibTorchVersion}"
            ).ToJson()
        );
        return 0;
    }

    private static NormalizedModel Network(string path) =>
        Checkpoint.Load(path, ModelRegistry.Find("resnet50", ModelRegistry.ImageNet)).Model;

    private static double Total(string path)
    {
        using DisposeScope scope = NewDisposeScope();
        using NormalizedModel model = Network(path);
        return model.Network.state_dict().Values.Sum(v => v.to(float64).abs().sum().ToDouble());
    }

    private static void Tensors(string path)
    {
        using CheckpointFile file = CheckpointFile.Open(path);
        foreach (Tensor tensor in file.ReadAll().Values)
            tensor.Dispose();
    }

    private static double Mebibytes(string field) =>
        double.Parse(
            File.ReadLines("/proc/self/status")
                .First(l => l.StartsWith(field + ":", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;
}
