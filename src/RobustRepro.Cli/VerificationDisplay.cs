using System.Diagnostics;

namespace RobustRepro.Cli;

/// <summary>Progress of a verification: network by network, with the time left.</summary>
internal sealed class VerificationDisplay(bool quiet) : IDisposable
{
    private readonly bool live = !quiet && !Console.IsErrorRedirected;
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public void Measured(int done, int total)
    {
        if (quiet)
            return;
        string left = $"{TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds / done * (total - done)):m\\:ss} left";
        Write(done == total ? "judging the claims" : $"measured {done} of {total} networks, {left}");
    }

    public void Judged()
    {
        if (!quiet && !live)
            Console.Error.WriteLine($"measured and judged in {clock.Elapsed:m\\:ss}");
    }

    public void Dispose()
    {
        if (live)
            Console.Error.Write("\r" + new string(' ', 100) + "\r");
    }

    private void Write(string text)
    {
        if (live)
            Console.Error.Write("\r" + text.PadRight(100)[..100]);
        else
            Console.Error.WriteLine(text);
    }
}
