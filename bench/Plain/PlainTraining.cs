using System.Diagnostics;
using RobustRepro.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Bench.Plain;

/// <summary>
/// The loop of <c>train_loop.py</c>, line by line, on the libtorch that the suite computes with: what a version of
/// libtorch gains by itself, and what the suite's own work gains beyond it.
/// </summary>
/// <remarks>Nothing here may call <see cref="TorchRuntime.Start"/>, which tunes the allocator of the whole
/// process.</remarks>
internal static class PlainTraining
{
    private const int BatchSize = 100,
        Classes = 10;

    public static int Run(BenchOptions options)
    {
        set_num_threads(options.Threads);
        random.manual_seed(0);
        string architecture = options.Architecture ?? "googlenet";
        using nn.Module<Tensor, Tensor> network = Create(architecture);
        using var model = new PlainAttackedModel(network);
        model.train();
        Parameter[] parameters = [.. network.parameters()];
        using OptimizerHelper optimizer =
            architecture == "alexnet"
                ? optim.Adam(parameters, 1e-3, weight_decay: 5e-4)
                : optim.SGD(parameters, 0.01, momentum: 0.9, weight_decay: 5e-4);

        int count = (options.WarmUp + options.Steps) * BatchSize;
        using Tensor images = randint(0, 256, [count, 3, 64, 64], dtype: ScalarType.Byte),
            labels = randint(0, Classes, [count], dtype: ScalarType.Int64),
            order = randperm(count);
        var seconds = new List<double>();
        foreach (Tensor index in order.split(BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            var clock = Stopwatch.StartNew();
            Tensor x = images[index].to(ScalarType.Float32) / 255,
                y = labels[index];
            Tensor logits = model.call(x, y);
            Tensor loss = F.cross_entropy(logits, y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            _ = (loss.item<float>(), logits.argmax(1).eq(y).sum().item<long>());
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(
            new Measurement(
                BatchSize / Median.Of(seconds.Skip(options.WarmUp)),
                parameters.Sum(p => p.numel()),
                process.PeakWorkingSet64 / 1048576.0,
                $"libtorch {TorchRuntime.LibTorchVersion}"
            ).ToJson()
        );
        return 0;
    }

    private static nn.Module<Tensor, Tensor> Create(string architecture) =>
        architecture switch
        {
            "alexnet" => new PlainAlexNet(Classes),
            "googlenet" => new PlainGoogLeNet(Classes),
            "resnet" => new PlainResNet(Classes),
            _ => throw InvalidInputException.Unknown("network", architecture, ["alexnet", "googlenet", "resnet"]),
        };
}
