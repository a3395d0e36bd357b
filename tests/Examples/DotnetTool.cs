using System.Diagnostics;

namespace RobustRepro.Tests.Examples;

/// <summary>Runs programs as a user would: <c>dotnet</c>, and what it built.</summary>
internal static class DotnetTool
{
    /// <param name="folder">The working folder.</param>
    public static (int ExitCode, string Output) Run(string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
            info.ArgumentList.Add(argument);
        // what the test host was started with is not for programs of their own
        foreach (string variable in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath" })
            info.Environment.Remove(variable);
        info.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error.Result);
    }
}
