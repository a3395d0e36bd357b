using System.Diagnostics;
using RobustRepro.Measuring;

namespace RobustRepro.Cli;

/// <summary>Progress within a network that takes minutes: one updating line on a terminal, a line per finished stage
/// where output is redirected, nothing when quiet.</summary>
internal sealed class StageDisplay(bool quiet, CancellationToken cancellation)
    : IProgress<MeasurementProgress>,
        IDisposable
{
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.5),
        BetweenLines = TimeSpan.FromSeconds(30);

    private readonly ProgressLine line = new(quiet);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private (string Network, string Stage) current;
    private TimeSpan stageStarted,
        lastReport,
        shown;

    public void Report(MeasurementProgress value)
    {
        // between batches is where a network of this size can stop
        cancellation.ThrowIfCancellationRequested();
        if (quiet)
            return;
        TimeSpan now = clock.Elapsed;
        if (current != (value.Network, value.Stage))
        {
            // a stage is first heard of after its first batch: it began when the one before it ended
            (current, stageStarted) = ((value.Network, value.Stage), lastReport);
        }
        lastReport = now;
        bool finished = value.Done >= value.Total;
        if (line.IsLive ? now - shown > BetweenUpdates || finished : finished || now - shown > BetweenLines)
        {
            shown = now;
            Write(value, (now - stageStarted).TotalSeconds);
        }
    }

    public void Dispose() => line.Dispose();

    private void Write(MeasurementProgress value, double seconds)
    {
        double rate = value.Done / Math.Max(seconds, 1e-3);
        string left =
            value.Done > 0 && value.Done < value.Total
                ? $", {TimeSpan.FromSeconds((value.Total - value.Done) / rate):h\\:mm\\:ss} left"
                : "";
        string text =
            $"{value.Network}: {value.Stage}, {value.Done} of {value.Total} "
            + $"images{(value.Done > 0 ? $", {rate:0.0} images/s" : "")}{left}";
        if (line.IsLive)
            line.Show(text);
        else
            Console.Error.WriteLine(text);
    }
}
