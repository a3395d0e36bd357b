using System.Diagnostics;
using RobustRepro.Attacks;
using RobustRepro.Attacks.Auto;
using RobustRepro.Files;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;
using static TorchSharp.torch;

namespace RobustRepro.Bench;

/// <summary>Times AutoAttack on a robust network of trifeature and the first of its test images.</summary>
internal static class AutoAttackBenchmark
{
    private const string Study = "trifeature";

    public static string Weights(BenchOptions options) =>
        WeightFile.PathOf(Fixtures.Weights(Study), new(options.Architecture ?? "googlenet", TrainingMode.Robust, 10));

    public static int Run(BenchOptions options)
    {
        TorchRuntime.Start(options.Threads);
        using StimulusSet set = Images(options.Images);
        using NormalizedModel model = WeightFile.Load(Weights(options), options.Architecture ?? "googlenet", Study);
        using Tensor images = set.Batch(0, set.Count);
        var attack = new AutoAttack(new ThreatModel(options.Norm, options.Eps));
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        AutoAttackResult result = attack.Run(
            model,
            images,
            set.Labels,
            progress: (stage, done, all) =>
                Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:0}s {stage} {done}/{all}")
        );
        double seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        double processor = (process.TotalProcessorTime - before).TotalSeconds;
        foreach (AttackStage stage in result.Stages)
            Console.Error.WriteLine(stage);
        Console.Error.WriteLine(result.Check);
        foreach (string sign in result.Signs)
            Console.Error.WriteLine(sign);
        Console.WriteLine(
            new AutoAttackMeasurement(
                result.Images,
                (int)Math.Round(result.RobustAccuracy * result.Images),
                seconds,
                processor,
                $"libtorch {TorchRuntime.LibTorchVersion}"
            ).ToJson()
        );
        return 0;
    }

    /// <summary>Of each image a byte with its class, then its pixels: the layout of CIFAR-10's binary files.</summary>
    public static int WriteImages(BenchOptions options)
    {
        string path = options.File ?? throw new InvalidInputException("attack-images needs --file");
        TorchRuntime.Start(options.Threads);
        using StimulusSet set = Images(options.Images);
        using Tensor packed = set.Images.contiguous();
        byte[] pixels = packed.bytes.ToArray();
        int size = pixels.Length / set.Count;
        using FileStream stream = File.Create(path);
        for (int i = 0; i < set.Count; i++)
        {
            stream.WriteByte((byte)set.Labels[i]);
            stream.Write(pixels, i * size, size);
        }
        return 0;
    }

    private static StimulusSet Images(int count)
    {
        IStudy study = StudyRegistry.Open(Study);
        return ((StimulusSet)study.Stimuli.Sets[StimulusName.Intact]).First(count);
    }
}
