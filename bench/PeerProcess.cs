using System.ComponentModel;
using System.Diagnostics;
using RobustRepro.Runtime;

namespace RobustRepro.Bench;

/// <summary>Runs one side of a comparison as a process of its own.</summary>
internal static class PeerProcess
{
    /// <summary>Environment that tunes glibc's allocator as <see cref="TorchRuntime"/> does by mallopt.</summary>
    public static readonly (string Name, string Value)[] TunedAllocator =
    [
        ("MALLOC_MMAP_THRESHOLD_", "1073741824"),
        ("MALLOC_TRIM_THRESHOLD_", "1073741824"),
        ("MALLOC_TOP_PAD_", "67108864"),
    ];

    /// <returns>What it printed.</returns>
    /// <param name="needs">What the program must have, for the error.</param>
    /// <exception cref="MissingRequirementException">It cannot be started or fails.</exception>
    public static string Run(
        string program,
        string[] arguments,
        string needs,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Start(start, needs);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new MissingRequirementException(
                $"'{program} {string.Join(' ', arguments)}' ended with code {process.ExitCode}; {needs}"
            );
        return output;
    }

    private static Process Start(ProcessStartInfo start, string needs)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new MissingRequirementException($"{start.FileName} cannot be started ({e.Message}); {needs}", e);
        }
    }
}
