using System.Diagnostics;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Studies.Tinyimagenet;

/// <summary>Asks the history of the repository.</summary>
internal static class Git
{
    public static bool Succeeds(params string[] arguments) => Run(arguments).Code == 0;

    public static string Output(params string[] arguments) => Run(arguments).Output;

    private static (int Code, string Output) Run(string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = ReferenceData.RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process git = Process.Start(start)!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            string output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return (git.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "git is not installed");
        }
    }
}
