using System.Diagnostics;
using System.Globalization;
using RobustRepro.Files;

namespace RobustRepro.Cli;

/// <summary>Shows a download or a check: one updating line on a terminal, a line per tenth where output is redirected,
/// nothing when quiet.</summary>
internal sealed class TransferDisplay(string name, bool quiet) : IProgress<TransferProgress>, IDisposable
{
    private const double Mega = 1e6;

    private readonly ProgressLine line = new(quiet);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan shown = TimeSpan.MinValue;
    private long tenth;

    public void Report(TransferProgress value)
    {
        if (quiet)
            return;
        if (line.IsLive && clock.Elapsed - shown > TimeSpan.FromSeconds(0.5))
        {
            shown = clock.Elapsed;
            line.Show(Line(value));
        }
        else if (
            !line.IsLive
            && value.Total is { } total
            && value.Done * 10 / Math.Max(total, 1) is var reached
            && reached > tenth
        )
        {
            tenth = reached;
            Console.Error.WriteLine(Line(value));
        }
    }

    public void Dispose() => line.Dispose();

    private string Line(TransferProgress value)
    {
        double rate = (value.Done - value.Resumed) / Math.Max(clock.Elapsed.TotalSeconds, 0.001);
        string of = value.Total is { } total
            ? $" of {Megabytes(total)} MB, {Left(total - value.Done, rate)} left"
            : " MB";
        return $"{name}: {Megabytes(value.Done)}{of}, {Megabytes(rate)} MB/s";
    }

    private static string Megabytes(double bytes) => (bytes / Mega).ToString("N1", CultureInfo.InvariantCulture);

    private static string Left(long bytes, double rate) =>
        TimeSpan
            .FromSeconds(Math.Min(bytes / Math.Max(rate, 1), 1e6))
            .ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture);
}
