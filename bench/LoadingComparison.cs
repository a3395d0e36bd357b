namespace RobustRepro.Bench;

/// <summary>
/// Loading a ResNet-50 of every format beside torch.load: every round runs each side once, each in a process of its
/// own. The files are made first, in a temporary folder; all loads find them in the system's cache.
/// </summary>
internal static class LoadingComparison
{
    private const string Needs = "a Python with PyTorch is given with --python";
    private const string Default = "PyTorch";
    private const string Tuned = "PyTorch, allocator tuned";
    private const string Own = "RobustRepro";

    private static readonly string[] Variants = [Default, Tuned, Own];
    private static readonly string[] Reads = ["tensors", "network"];

    public static int Run(BenchOptions options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("robustrepro-bench-");
        try
        {
            string scripts = Path.Combine(AppContext.BaseDirectory, "imagenet");
            PeerProcess.Run(options.Python, [Path.Combine(scripts, "make-checkpoints.py"), folder.FullName], Needs);
            string[] files = [.. folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal)];
            var results = new Dictionary<(string File, string Read, string Variant), List<LoadMeasurement>>();
            for (int round = 1; round <= options.Rounds; round++)
            {
                foreach (
                    (string file, string read, string variant) in from file in files
                    from read in Reads
                    from variant in Variants
                    select (file, read, variant)
                )
                {
                    string[] arguments =
                    [
                        "--file",
                        Path.Combine(folder.FullName, file),
                        "--read",
                        read,
                        "--steps",
                        $"{options.Steps}",
                        "--warm-up",
                        $"{options.WarmUp}",
                        "--threads",
                        $"{options.Threads}",
                    ];
                    string[] peer = [Path.Combine(scripts, "load.py"), .. arguments];
                    LoadMeasurement measured = LoadMeasurement.FromJson(
                        variant switch
                        {
                            Default => PeerProcess.Run(options.Python, peer, Needs),
                            Tuned => PeerProcess.Run(options.Python, peer, Needs, PeerProcess.TunedAllocator),
                            _ => PeerProcess.Run(Environment.ProcessPath!, ["loading", .. arguments], Needs),
                        }
                    );
                    Console.Error.WriteLine(
                        $"round {round}, {file}, {read}, {variant}: first {measured.First * 1000:0} ms, "
                            + $"later {measured.Later * 1000:0} ms, {measured.PeakMebibytes:0} MiB"
                    );
                    if (!results.TryGetValue((file, read, variant), out List<LoadMeasurement>? list))
                        results.Add((file, read, variant), list = []);
                    list.Add(measured);
                }
            }
            Print(files, results, folder, options);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(
        string[] files,
        Dictionary<(string, string, string), List<LoadMeasurement>> results,
        DirectoryInfo folder,
        BenchOptions options
    )
    {
        Console.WriteLine(
            $"Loading a ResNet-50 from the system's cache; {options.Threads} threads; medians of "
                + $"{options.Rounds} rounds, each of the first load in a process and of {options.Steps} later ones"
        );
        Console.WriteLine(
            $"| file | read | program | first, ms | later, ms | lowest to highest | later, to {Default} | "
                + $"to tuned | peak MiB |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach ((string file, string read) in from file in files from read in Reads select (file, read))
        {
            double[] totals = [.. Variants.SelectMany(v => results[(file, read, v)]).Select(m => m.Total)];
            if (totals.Max() - totals.Min() > 1e-9 * totals.Max())
                throw new InvalidDataException($"{file}: the two sides do not load the same");
            double Later(string variant) => Median.Of(results[(file, read, variant)].Select(m => m.Later));
            foreach (string variant in Variants)
            {
                List<LoadMeasurement> runs = results[(file, read, variant)];
                Console.WriteLine(
                    $"| {file}, {new FileInfo(Path.Combine(folder.FullName, file)).Length / 1048576.0:0} "
                        + $"MiB | {read} | {variant} ({runs[0].Version}) | "
                        + $"{Median.Of(runs.Select(m => m.First)) * 1000:0} | {Later(variant) * 1000:0} "
                        + $"| {runs.Min(m => m.Later) * 1000:0} to {runs.Max(m => m.Later) * 1000:0} | "
                        + $"{Later(Default) / Later(variant):0.00} | {Later(Tuned) / Later(variant):0.00} | "
                        + $"{Median.Of(runs.Select(m => m.PeakMebibytes)):0} |"
                );
            }
        }
    }
}
