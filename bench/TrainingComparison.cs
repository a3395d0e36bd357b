using RobustRepro.Models;
using RobustRepro.Training;

namespace RobustRepro.Bench;

/// <summary>
/// The trainer beside the same loop in PyTorch: every round runs each side once, each in a process of its own, so that
/// whatever else the machine does meets them alike. PyTorch runs as it comes and with the allocator settings that the
/// suite makes for itself; the suite's libtorch also runs the loop as it is written in PyTorch.
/// </summary>
internal static class TrainingComparison
{
    private const string Default = "PyTorch";
    private const string Tuned = "PyTorch, allocator tuned";
    private const string Plain = "libtorch 2.10, plain loop";
    private const string Float32 = "RobustRepro float32";
    private const string Bfloat16 = "RobustRepro bfloat16 attack";

    public static int Run(BenchOptions options)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "training", "train_loop.py");
        string[] variants = ProcessorFeatures.HasBfloat16
            ? [Default, Tuned, Plain, Float32, Bfloat16]
            : [Default, Tuned, Plain, Float32];
        string[] architectures = options.Architecture is { } one
            ? [ModelRegistry.Find(one).Name]
            : [.. ModelRegistry.Small.Select(a => a.Name)];
        if (!ProcessorFeatures.HasBfloat16)
            Console.WriteLine("no bfloat16: this processor has neither avx512_bf16 nor amx_bf16");

        var results = new Dictionary<(string Architecture, string Variant), List<Measurement>>();
        for (int round = 1; round <= options.Rounds; round++)
        {
            foreach (string architecture in architectures)
            {
                foreach (string variant in variants)
                {
                    string[] arguments =
                    [
                        "--architecture",
                        architecture,
                        "--steps",
                        $"{options.Steps}",
                        "--warm-up",
                        $"{options.WarmUp}",
                        "--threads",
                        $"{options.Threads}",
                    ];
                    Measurement measured = variant switch
                    {
                        Default => Measure(options.Python, [script, .. arguments], []),
                        Tuned => Measure(options.Python, [script, .. arguments], PeerProcess.TunedAllocator),
                        Plain => Measure(Environment.ProcessPath!, ["plain-training", .. arguments], []),
                        _ => Measure(
                            Environment.ProcessPath!,
                            ["training", .. arguments, "--precision", variant == Float32 ? "float32" : "bfloat16"],
                            []
                        ),
                    };
                    Console.Error.WriteLine(
                        $"round {round}, {architecture}, {variant}: {measured.ImagesPerSecond:0.0} images/s"
                    );
                    if (!results.TryGetValue((architecture, variant), out List<Measurement>? list))
                        results.Add((architecture, variant), list = []);
                    list.Add(measured);
                }
            }
        }
        Print(architectures, variants, results, options);
        return 0;
    }

    private static void Print(
        string[] architectures,
        string[] variants,
        Dictionary<(string, string), List<Measurement>> results,
        BenchOptions options
    )
    {
        Console.WriteLine(
            $"Adversarial training, 64 x 64, batches of 100, L2 PGD with 3 steps; {options.Threads} "
                + $"threads; median of {options.Rounds} rounds of {options.Steps} batches"
        );
        Console.WriteLine(
            $"| network | loop | images/s | lowest to highest | to {Default} | to tuned | to libtorch 2.10 | peak MiB |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (string architecture in architectures)
        {
            if (
                results
                    .Where(r => r.Key.Item1 == architecture)
                    .SelectMany(r => r.Value)
                    .Select(m => m.Parameters)
                    .Distinct()
                    .Count() > 1
            )
                throw new InvalidDataException($"{architecture}: the loops do not train the same network");
            double Speed(string variant) => Median.Of(results[(architecture, variant)].Select(m => m.ImagesPerSecond));
            foreach (string variant in variants)
            {
                List<Measurement> runs = results[(architecture, variant)];
                Console.WriteLine(
                    $"| {architecture} | {variant} ({runs[0].Version}) | {Speed(variant):0} | "
                        + $"{runs.Min(m => m.ImagesPerSecond):0} to {runs.Max(m => m.ImagesPerSecond):0} "
                        + $"| {Speed(variant) / Speed(Default):0.00} | {Speed(variant) / Speed(Tuned):0.00} | "
                        + $"{Speed(variant) / Speed(Plain):0.00} | "
                        + $"{Median.Of(runs.Select(m => m.PeakMebibytes)):0} |"
                );
            }
        }
    }

    private static Measurement Measure(string program, string[] arguments, (string Name, string Value)[] environment) =>
        Measurement.FromJson(
            PeerProcess.Run(program, arguments, "a Python with PyTorch is given with --python", environment)
        );
}
