namespace RobustRepro.Cli;

/// <summary>The line at the bottom of a terminal that shows how far something is: written over and over, and cleared
/// before anything else is printed. Where output is redirected there is none.</summary>
internal sealed class ProgressLine(bool quiet) : IDisposable
{
    private const int Width = 110;

    private bool shown;

    /// <summary>Whether there is a terminal to write it on.</summary>
    public bool IsLive { get; } = !quiet && !Console.IsErrorRedirected;

    public void Show(string text)
    {
        if (!IsLive)
            return;
        PrintableWriter.Terminal.Write("\r" + PrintableWriter.Line(text).PadRight(Width)[..Width]);
        shown = true;
    }

    public void Clear()
    {
        if (shown)
            PrintableWriter.Terminal.Write("\r" + new string(' ', Width) + "\r");
        shown = false;
    }

    public void Dispose() => Clear();
}
