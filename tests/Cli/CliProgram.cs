using System.Diagnostics;

namespace RobustRepro.Tests.Cli;

/// <summary>Runs the command line as a user would, in a process of its own.</summary>
internal static class CliProgram
{
    private static readonly string Assembly = Find();

    public static Process Start(string folder, params string[] arguments) => Process.Start(Info(folder, arguments))!;

    /// <summary>How it is started, for a test that changes its environment.</summary>
    public static ProcessStartInfo Info(string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add(Assembly);
        foreach (string argument in arguments)
            info.ArgumentList.Add(argument);
        return info;
    }

    public static (int ExitCode, string Output, string Error) Run(string folder, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Built beside the tests: tests/bin/CONFIGURATION/FRAMEWORK/RUNTIME has its twin in the program's
    /// project.</summary>
    private static string Find()
    {
        string tests = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        int bin = tests.LastIndexOf(
            $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        );
        string root = Path.GetDirectoryName(tests[..bin])!;
        return Path.Combine(root, "src", "RobustRepro.Cli")
            + tests[bin..]
            + Path.DirectorySeparatorChar
            + "RobustRepro.Cli.dll";
    }
}
