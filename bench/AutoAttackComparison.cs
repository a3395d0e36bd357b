using System.Globalization;

namespace RobustRepro.Bench;

/// <summary>AutoAttack beside the authors' code, on the same network and images: every round runs each side once, each
/// in a process of its own. PyTorch computes as it comes, with its own oneDNN.</summary>
internal static class AutoAttackComparison
{
    private const string Needs = "a Python with PyTorch is given with --python";

    public static int Run(BenchOptions options)
    {
        string peer = options.AutoAttack ?? throw new InvalidInputException("compare-autoattack needs --autoattack");
        string images = Path.GetTempFileName();
        try
        {
            AutoAttackBenchmark.WriteImages(options with { File = images });
            string eps = options.Eps.ToString(CultureInfo.InvariantCulture),
                threads = $"{options.Threads}",
                architecture = options.Architecture ?? "googlenet";
            string[] shared = ["--architecture", architecture, "--threads", threads, "--norm", $"{options.Norm}"];
            string script = Path.Combine(AppContext.BaseDirectory, "autoattack", "make-autoattack-reference.py");
            string[] authors = [script, peer, images, AutoAttackBenchmark.Weights(options), "--whole", eps, .. shared];
            string[] own = ["autoattack", "--images", $"{options.Images}", "--eps", eps, .. shared];
            List<AutoAttackMeasurement> theirs = [],
                ours = [];
            for (int round = 1; round <= options.Rounds; round++)
            {
                theirs.Add(AutoAttackMeasurement.FromJson(PeerProcess.Run(options.Python, authors, Needs)));
                ours.Add(AutoAttackMeasurement.FromJson(PeerProcess.Run(Environment.ProcessPath!, own, Needs)));
                Console.Error.WriteLine($"round {round}: {theirs[^1].Seconds:0} s, {ours[^1].Seconds:0} s");
            }
            Console.WriteLine(
                "| program | images | right under attack | seconds | of processor time | ratio of that |"
            );
            Console.WriteLine("|---|---|---|---|---|---|");
            double Cpu(List<AutoAttackMeasurement> of) => Median.Of(of.Select(m => m.CpuSeconds));
            foreach (
                (string name, List<AutoAttackMeasurement> of) in new[] { ("authors' code", theirs), ("suite", ours) }
            )
                Console.WriteLine(
                    $"| {name} ({of[0].Version}) | {of[0].Images} | {of[0].Right} | "
                        + $"{Median.Of(of.Select(m => m.Seconds)):0} | {Cpu(of):0} | {Cpu(theirs) / Cpu(of):0.00} |"
                );
            return 0;
        }
        finally
        {
            File.Delete(images);
        }
    }
}
