using DiffEngine;

namespace RobustRepro.Testing;

/// <summary>Opens a person's diff tool on a mismatch, where there is a person to look at it.</summary>
internal static class SnapshotDiffTool
{
    /// <summary>Does nothing on a build server, without a display, without a tool, or where <c>DiffEngine_Disabled</c>
    /// is set.</summary>
    public static void Launch(string received, string verified)
    {
        if (!HasDisplay())
            return;
        try
        {
            if (!DiffRunner.Disabled && !BuildServerDetector.Detected)
                DiffRunner.Launch(received, verified);
        }
        catch (Exception)
        {
            // a broken diff tool must not hide the reason why the test failed
        }
    }

    private static bool HasDisplay() =>
        !OperatingSystem.IsLinux()
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));
}
