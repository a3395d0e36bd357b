using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using RobustRepro.Measures.Dissection;
using RobustRepro.Runtime;

namespace RobustRepro.Bench;

/// <summary>
/// The tally of network dissection beside NetDissect-Lite's own, on the same activations and labels in memory. Every
/// round runs each side once; all counts must be equal.
/// </summary>
internal static class DissectionComparison
{
    /// <summary>Passes per round: one of the suite's takes too little time to be measured.</summary>
    private const int Passes = 15;
    private const string Needs =
        "a Python with NumPy, Pillow and PyTorch is given with --python, a checkout of NetDissect-Lite with "
        + "--netdissect";

    public static int Run(BenchOptions options)
    {
        if (options.NetDissect is null || !File.Exists(Path.Combine(options.NetDissect, "feature_operation.py")))
            throw new InvalidInputException(
                "--netdissect must name a checkout of https://github.com/CSAILVision/NetDissect-Lite"
            );
        TorchRuntime.Start(options.Threads);
        int[] threads = [.. new[] { 1, options.Threads }.Distinct()];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("robustrepro-bench-");
        try
        {
            using var workload = new DissectionWorkload(options.Images);
            workload.Write(folder.FullName);
            string script = Path.Combine(AppContext.BaseDirectory, "dissection", "netdissect_tally.py");
            List<double> peer = [];
            var own = threads.ToDictionary(t => t, _ => new List<double>());
            // compiled code is what is measured; the runtime optimises what has run some 30 times
            for (int i = 0; i < 3 * Passes; i++)
                workload.Tally(options.Threads);
            for (int round = 1; round <= options.Rounds; round++)
            {
                using JsonDocument measured = JsonDocument.Parse(
                    PeerProcess.Run(
                        options.Python,
                        [script, Path.GetFullPath(options.NetDissect), folder.FullName],
                        Needs
                    )
                );
                peer.Add(measured.RootElement.GetProperty("millisecondsPerImage").GetDouble());
                foreach (int count in threads)
                    own[count].Add(Milliseconds(workload, count) / options.Images);
                Console.Error.WriteLine(
                    $"round {round}: NetDissect-Lite {peer[^1]:0.00} ms per image, "
                        + $"{string.Join(", ", threads.Select(t => $"{t} threads {own[t][^1]:0.000}"))}"
                );
            }
            RequireEqual(workload, folder.FullName);
            Print(options, peer, own);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Milliseconds(DissectionWorkload workload, int threads)
    {
        var passes = new double[Passes];
        for (int i = 0; i < Passes; i++)
        {
            var clock = Stopwatch.StartNew();
            workload.Tally(threads);
            passes[i] = clock.Elapsed.TotalMilliseconds;
        }
        return Median.Of(passes);
    }

    private static void RequireEqual(DissectionWorkload workload, string folder)
    {
        LayerDissection result = workload.Tally(1).Result();
        int[] numbers = [.. workload.Catalogue.Concepts.Select(c => c.Number)],
            categories = [.. Enumerable.Range(0, workload.Catalogue.Categories.Count)],
            units = [.. Enumerable.Range(0, result.Units)];
        Require("both.bin", [.. units.SelectMany(k => numbers.Select(n => result.Intersection(k, n)))]);
        Require("units.bin", [.. units.SelectMany(k => categories.Select(c => result.UnitPixels(k, c)))]);
        Require("truth.bin", [.. numbers.Select(result.LabelPixels)]);

        void Require(string file, long[] counts)
        {
            if (!MemoryMarshal.Cast<byte, long>(File.ReadAllBytes(Path.Combine(folder, file))).SequenceEqual(counts))
                throw new InvalidDataException($"the two sides do not count the same ({file})");
        }
    }

    private static void Print(BenchOptions options, List<double> peer, Dictionary<int, List<double>> own)
    {
        Console.WriteLine(
            $"Tally of network dissection, {DissectionWorkload.Units} units, {DissectionWorkload.MapSide} x "
                + $"{DissectionWorkload.MapSide} maps, {DissectionWorkload.LabelSide} x "
                + $"{DissectionWorkload.LabelSide} labels, "
                + $"{options.Images} images; median of {options.Rounds} rounds; all counts equal"
        );
        Console.WriteLine("| tally | ms per image | lowest to highest | ratio |");
        Console.WriteLine("|---|---|---|---|");
        Row("NetDissect-Lite", peer);
        foreach ((int threads, List<double> times) in own)
            Row($"RobustRepro, {threads} {(threads == 1 ? "thread" : "threads")}", times);

        void Row(string name, List<double> times) =>
            Console.WriteLine(
                $"| {name} | {Median.Of(times):0.000} | {times.Min():0.000} to {times.Max():0.000} | "
                    + $"{Median.Of(peer) / Median.Of(times):0} |"
            );
    }
}
