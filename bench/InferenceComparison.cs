namespace RobustRepro.Bench;

/// <summary>
/// Passes of the full ResNet-50 beside the same in PyTorch: every round runs each side once, each in a process of its
/// own, so that whatever else the machine does meets them alike.
/// </summary>
internal static class InferenceComparison
{
    private const string Default = "PyTorch";
    private const string Tuned = "PyTorch, allocator tuned";
    private const string Own = "RobustRepro";

    private static readonly string[] Variants = [Default, Tuned, Own];

    public static int Run(BenchOptions options)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "imagenet", "passes.py");
        string[] arguments =
        [
            "--steps",
            $"{options.Steps}",
            "--warm-up",
            $"{options.WarmUp}",
            "--threads",
            $"{options.Threads}",
        ];
        string[] peer = [script, .. arguments, "--batch-size", $"{InferenceBenchmark.BatchSize}"];
        var results = Variants.ToDictionary(v => v, _ => new List<PassMeasurement>());
        for (int round = 1; round <= options.Rounds; round++)
        {
            foreach (string variant in Variants)
            {
                PassMeasurement measured = variant switch
                {
                    Default => Measure(options.Python, peer, []),
                    Tuned => Measure(options.Python, peer, PeerProcess.TunedAllocator),
                    _ => Measure(Environment.ProcessPath!, ["inference", .. arguments], []),
                };
                Console.Error.WriteLine(
                    $"round {round}, {variant}: forward {measured.Forward:0.0}, with input gradient "
                        + $"{measured.Gradient:0.0} images/s"
                );
                results[variant].Add(measured);
            }
        }
        Print(results, options);
        return 0;
    }

    private static void Print(Dictionary<string, List<PassMeasurement>> results, BenchOptions options)
    {
        if (results.Values.SelectMany(r => r).Select(m => m.Parameters).Distinct().Count() > 1)
            throw new InvalidDataException("the two sides do not run the same network");
        Console.WriteLine(
            $"ResNet-50, 224 x 224, batches of {InferenceBenchmark.BatchSize}, evaluation mode; "
                + $"{options.Threads} threads; images per second, median of {options.Rounds} rounds of "
                + $"{options.Steps} batches"
        );
        Console.WriteLine($"| passes | program | images/s | lowest to highest | to {Default} | to tuned | peak MiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Rows("forward", m => m.Forward);
        Rows("forward and input gradient", m => m.Gradient);

        void Rows(string passes, Func<PassMeasurement, double> speed)
        {
            double Speed(string variant) => Median.Of(results[variant].Select(speed));
            foreach ((string variant, List<PassMeasurement> runs) in results)
            {
                Console.WriteLine(
                    $"| {passes} | {variant} ({runs[0].Version}) | {Speed(variant):0.0} | "
                        + $"{runs.Min(speed):0.0} to {runs.Max(speed):0.0} "
                        + $"| {Speed(variant) / Speed(Default):0.00} | {Speed(variant) / Speed(Tuned):0.00} | "
                        + $"{Median.Of(runs.Select(m => m.PeakMebibytes)):0} |"
                );
            }
        }
    }

    private static PassMeasurement Measure(
        string program,
        string[] arguments,
        (string Name, string Value)[] environment
    ) =>
        PassMeasurement.FromJson(
            PeerProcess.Run(program, arguments, "a Python with PyTorch is given with --python", environment)
        );
}
