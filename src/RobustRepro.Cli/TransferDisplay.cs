using System.Diagnostics;
using System.Globalization;
using RobustRepro.Files;

namespace RobustRepro.Cli;

/// <summary>Shows a download or a check: one updating line on a terminal, a line per tenth where output is redirected,
/// nothing when quiet.</summary>
internal sealed class TransferDisplay(string name, bool quiet) : IProgress<TransferProgress>, IDisposable
{
    private const double Mega = 1e6;

    private readonly bool live = !quiet && !Console.IsErrorRedirected;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan shown = TimeSpan.MinValue;
    private long tenth;

    public void Report(TransferProgress value)
    {
        if (quiet)
            return;
        if (live && clock.Elapsed - shown > TimeSpan.FromSeconds(0.5))
        {
            shown = clock.Elapsed;
            Console.Error.Write($"\r{Line(value)}".PadRight(100));
        }
        else if (
            !live
            && value.Total is { } total
            && value.Done * 10 / Math.Max(total, 1) is var reached
            && reached > tenth
        )
        {
            tenth = reached;
            Console.Error.WriteLine(Line(value));
        }
    }

    public void Dispose()
    {
        if (live)
            Console.Error.Write("\r" + new string(' ', 100) + "\r");
    }

    private string Line(TransferProgress value)
    {
        double rate = (value.Done - value.Resumed) / Math.Max(clock.Elapsed.TotalSeconds, 0.001);
        string of = value.Total is { } total
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" of {total / Mega:N1} MB, "
                    + $"{TimeSpan.FromSeconds(Math.Min((total - value.Done) / Math.Max(rate, 1), 1e6)):h\\:mm\\:ss} "
                    + $"left"
            )
            : " MB";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {value.Done / Mega:N1}{of}, {rate / Mega:N1} MB/s"
        );
    }
}
