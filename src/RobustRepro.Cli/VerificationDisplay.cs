using System.Diagnostics;

namespace RobustRepro.Cli;

/// <summary>Progress of a verification: the stimuli, then network by network, with the time left.</summary>
internal sealed class VerificationDisplay(bool quiet) : IDisposable
{
    private readonly ProgressLine line = new(quiet);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan? made;

    public void Making(string set)
    {
        if (!quiet && (line.IsLive || made is null))
            Write(line.IsLive ? $"making the stimuli: {set}" : "making the stimuli");
        made = clock.Elapsed;
    }

    public void Measured(int done, int total)
    {
        if (quiet)
            return;
        string left = $"{(clock.Elapsed - (made ?? TimeSpan.Zero)) / done * (total - done):m\\:ss} left";
        Write(done == total ? "judging the claims" : $"measured {done} of {total} networks, {left}");
    }

    /// <summary>As <see cref="Measured"/>, where nothing is judged after it.</summary>
    public void MeasuredOnly(int done, int total)
    {
        if (done < total)
            Measured(done, total);
    }

    public void Judged()
    {
        if (!quiet && !line.IsLive)
            Console.Error.WriteLine($"measured and judged in {clock.Elapsed:m\\:ss}");
    }

    public void Dispose() => line.Dispose();

    private void Write(string text)
    {
        if (line.IsLive)
            line.Show(text);
        else
            Console.Error.WriteLine(text);
    }
}
