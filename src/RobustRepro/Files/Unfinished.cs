using System.Collections.Concurrent;

namespace RobustRepro.Files;

/// <summary>A file or folder that is being written under another name than its own. Where the process is asked to end
/// (SIGTERM, Ctrl-C) before it is done, it goes; a process that is killed leaves it, under that other name.</summary>
internal sealed class Unfinished : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> All = Watched();

    private readonly string path;

    public Unfinished(string path)
    {
        this.path = path;
        All[path] = true;
    }

    /// <summary>It has its own name now, or was removed.</summary>
    public void Dispose() => All.TryRemove(path, out _);

    private static ConcurrentDictionary<string, bool> Watched()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (string path in All.Keys)
                Remove(path);
        };
        return new(StringComparer.Ordinal);
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
