using System.Collections.Concurrent;

namespace RobustRepro.Files;

/// <summary>A file or folder that is being written under another name than its own. Where the process is asked to end
/// (SIGTERM, Ctrl-C) before it is done, it goes; a process that is killed leaves it, under that other name.</summary>
internal sealed class Unfinished : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> All = Watched();

    /// <summary>Threads that were about to open a file when the process began to end get so many looks.</summary>
    private const int Looks = 20;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private static volatile bool ending;

    private readonly string path;

    public Unfinished(string path)
    {
        this.path = path;
        All[path] = true;
        StopWhereTheProcessEnds();
    }

    /// <summary>It has its own name now, or was removed.</summary>
    public void Dispose()
    {
        All.TryRemove(path, out _);
        StopWhereTheProcessEnds();
    }

    /// <summary>Other threads go on while the process ends: what they began now would stay, and an error about a file
    /// that was taken away under them would be said in place of the exit code.</summary>
    private static void StopWhereTheProcessEnds()
    {
        if (ending)
            Thread.Sleep(Timeout.Infinite);
    }

    private static ConcurrentDictionary<string, bool> Watched()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Clear();
        return new(StringComparer.Ordinal);
    }

    /// <summary>Takes away whatever is half-written; nothing is written in this process from then on.</summary>
    public static void Clear()
    {
        ending = true;
        RemoveAll();
        for (int look = 1; look < Looks && !All.IsEmpty; look++)
        {
            Thread.Sleep(BetweenLooks);
            RemoveAll();
        }
    }

    private static void RemoveAll()
    {
        foreach (string path in All.Keys)
            Remove(path);
    }

    private static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // the process ends; there is nobody to tell
        }
    }
}
