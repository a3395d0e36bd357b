namespace RobustRepro.Bench;

/// <summary>Passes of torchvision's networks from ONNX files, beside ONNX Runtime on the same file and beside PyTorch
/// on the module it was exported from: every round runs each side once, each in a process of its own.</summary>
internal static class OnnxComparison
{
    private const string Own = "suite";
    private const string Runtime = "ONNX Runtime";
    private const string Peer = "PyTorch";

    private static readonly string[] Sides = [Runtime, Peer, Own];

    public static int Run(BenchOptions options)
    {
        string folder =
            options.File
            ?? throw new InvalidInputException("--file names the folder that eng/make-torchvision-onnx.py made");
        string[] names =
            options.Architecture?.Split(',')
            ??
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Select(f => Path.GetFileName(f)!)
                    .Where(name => name != "inception_v3")
                    .Order(StringComparer.Ordinal),
            ];
        Console.WriteLine(
            $"224 x 224, batches of {OnnxBenchmark.BatchSize}, evaluation mode, float32; {options.Threads} threads; "
                + $"images per second, median of {options.Rounds} rounds of {options.Steps} batches"
        );
        Console.WriteLine(
            $"| network | forward: {Runtime} | {Own} | ratio | forward and input gradient: {Peer} | {Own} | ratio |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string name in names)
            Console.WriteLine(Row(name, Path.Combine(folder, name, "network.onnx"), options));
        return 0;
    }

    private static string Row(string name, string file, BenchOptions options)
    {
        string[] arguments =
        [
            "--steps",
            $"{options.Steps}",
            "--warm-up",
            $"{options.WarmUp}",
            "--threads",
            $"{options.Threads}",
        ];
        string script = Path.Combine(AppContext.BaseDirectory, "imagenet", "torchvision_passes.py");
        var results = Sides.ToDictionary(s => s, _ => new List<PassMeasurement>());
        for (int round = 1; round <= options.Rounds; round++)
        {
            foreach (string side in Sides)
            {
                PassMeasurement measured = PassMeasurement.FromJson(
                    side switch
                    {
                        Peer => PeerProcess.Run(
                            options.Python,
                            [script, "--network", name, "--batch-size", $"{OnnxBenchmark.BatchSize}", .. arguments],
                            "a Python with torchvision is given with --python"
                        ),
                        Runtime => Self("onnx-runtime"),
                        _ => Self("onnx"),
                    }
                );
                results[side].Add(measured);
                Console.Error.WriteLine(
                    $"{name}, round {round}, {side} ({measured.Version}): forward {measured.Forward:0.0}, with input "
                        + $"gradient {measured.Gradient:0.0} images/s"
                );
            }
        }
        double runtime = Median.Of(results[Runtime].Select(m => m.Forward)),
            forward = Median.Of(results[Own].Select(m => m.Forward)),
            peer = Median.Of(results[Peer].Select(m => m.Gradient)),
            gradient = Median.Of(results[Own].Select(m => m.Gradient));
        return $"| {name} | {runtime:0.0} | {forward:0.0} | **{forward / runtime:0.00}** | {peer:0.0} | "
            + $"{gradient:0.0} | **{gradient / peer:0.00}** |";

        string Self(string command) =>
            PeerProcess.Run(Environment.ProcessPath!, [command, "--file", file, .. arguments], "it reads --file");
    }
}
