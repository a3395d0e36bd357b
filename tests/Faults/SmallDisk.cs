using System.Diagnostics;

namespace RobustRepro.Tests.Faults;

/// <summary>A file system of its own: small, so that it gets full, or read-only. Linux lets the superuser make
/// one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Why there can be none here, or null.</summary>
    public static string? Lacking { get; } = WhyNone();

    /// <param name="folder">An empty folder that becomes the disk.</param>
    /// <param name="options">Of mount: for example "size=64k", or "ro".</param>
    public static SmallDisk At(string folder, string options)
    {
        Directory.CreateDirectory(folder);
        return Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder)
            ? new SmallDisk(folder)
            : throw new InvalidOperationException($"{folder} could not be made a file system of its own");
    }

    public void Dispose() => Run("umount", "-l", Path);

    private static string? WhyNone()
    {
        using var folder = new TemporaryFolder();
        try
        {
            using SmallDisk disk = At(folder.File("try"), "size=64k");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "a full disk needs the right to mount one: run as the superuser of a Linux machine";
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(info)!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
