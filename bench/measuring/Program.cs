// Verifies architectures of the trifeature study and prints the seconds per stage as one line of JSON. The program
// names nothing that either of two compared versions of the suite lacks, so that the same source is built against both.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RobustRepro;
using RobustRepro.Measuring;
using RobustRepro.Verification;

using var suite = Suite.Open("trifeature");
var total = Stopwatch.StartNew();
var watch = new StageWatch();
double measured = 0;
var verifier = new Verifier(suite.Study)
{
    Progress = watch,
    Measured = (_, _) => measured = total.Elapsed.TotalSeconds,
};
string[] architectures = args is [] ? [.. suite.Study.Networks.Architectures.Select(a => a.Name)] : args;
VerificationResult result = verifier.Run(suite.Study.Claims, architectures);
double judged = total.Elapsed.TotalSeconds;
using Process process = Process.GetCurrentProcess();
Console.WriteLine(
    JsonSerializer.Serialize(
        new
        {
            networks = watch.Networks,
            total = judged,
            judging = judged - measured,
            processor = process.TotalProcessorTime.TotalSeconds,
            peakMebibytes = process.PeakWorkingSet64 / 1048576.0,
            verdicts = result.Results.ToDictionary(r => $"{r.Claim.Id} {r.Architecture}", r => $"{r.Verdict}"),
            stages = watch.Stages,
        }
    )
);

/// <summary>Charges the time between two reports of a network to the stage that reported later, which is about right: a
/// stage reports after each of its batches.</summary>
internal sealed class StageWatch : IProgress<MeasurementProgress>
{
    private readonly ConcurrentDictionary<string, double> before = new();
    private readonly ConcurrentDictionary<string, double> stages = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public int Networks => before.Count;

    public IReadOnlyDictionary<string, double> Stages => stages;

    public void Report(MeasurementProgress value)
    {
        double now = clock.Elapsed.TotalSeconds;
        if (before.TryGetValue(value.Network, out double last))
            stages.AddOrUpdate(value.Stage, now - last, (_, sum) => sum + now - last);
        before[value.Network] = now;
    }
}
