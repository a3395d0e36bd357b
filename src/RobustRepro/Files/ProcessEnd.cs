using System.Runtime.InteropServices;

namespace RobustRepro.Files;

/// <summary>The end of a process that somebody asked to end (SIGTERM, Ctrl-C) while it computes.</summary>
public static partial class ProcessEnd
{
    /// <summary>Takes away what is half-written and ends the process. The usual way out would destroy libtorch's memory
    /// under threads that still compute, and end in a segmentation fault in place of the exit code.</summary>
    public static void Now(int exitCode)
    {
        Unfinished.Clear();
        Exit(exitCode);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);
}
