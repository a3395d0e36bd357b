using System.Diagnostics;
using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Stimuli.Trifeature;
using RobustRepro.Training;

namespace RobustRepro.Bench;

/// <summary>Times batches of the trainer as users run it: 64 x 64 images, batches of 100, L2 PGD with 3 steps, then the
/// update.</summary>
internal static class TrainingBenchmark
{
    private const int BatchSize = 100;

    public static int Run(BenchOptions options)
    {
        TorchRuntime.Start(options.Threads);
        string architecture = options.Architecture ?? "googlenet";
        // one batch more than is timed: the last one's report comes after validation
        int batches = options.WarmUp + options.Steps + 1;
        var recipe = new TrainingRecipe
        {
            Study = "bench",
            Architecture = architecture,
            Mode = TrainingMode.Robust,
            Images = batches * BatchSize,
            Epochs = 1,
            BatchSize = BatchSize,
            Optimizer = architecture == "alexnet" ? new(OptimizerKind.Adam, 1e-3) : new(OptimizerKind.Sgd, 0.01),
            Schedule = new(ScheduleKind.Constant),
            Attack = new(
                Norm.L2,
                2,
                3,
                1.0667f,
                Precision: options.Precision == "bfloat16" ? AttackPrecision.Bfloat16 : AttackPrecision.Float32
            ),
        };
        using StimulusSet train = TrifeatureGenerator.Matched("train", recipe.Images, 1),
            validation = TrifeatureGenerator.Matched("validation", 2, 2);
        using NormalizedModel model = ModelRegistry.Create(
            ModelRegistry.Find(architecture),
            64,
            train.Classes.Count,
            Normalization.Centred
        );
        using var trainer = new Trainer(recipe, seed: 0, model, train, validation);
        var clock = new BatchClock();
        trainer.Run(progress: clock);

        double[] timed = [.. clock.Seconds.Skip(options.WarmUp).Take(options.Steps)];
        using Process process = Process.GetCurrentProcess();
        Console.WriteLine(
            new Measurement(
                BatchSize / Median.Of(timed),
                ModelRegistry.ParameterCount(model),
                process.PeakWorkingSet64 / 1048576.0,
                $"libtorch {TorchRuntime.LibTorchVersion}"
            ).ToJson()
        );
        return 0;
    }

    private sealed class BatchClock : IProgress<TrainingProgress>
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private double before;

        public List<double> Seconds { get; } = [];

        public void Report(TrainingProgress value)
        {
            double now = clock.Elapsed.TotalSeconds;
            Seconds.Add(now - before);
            before = now;
        }
    }
}
