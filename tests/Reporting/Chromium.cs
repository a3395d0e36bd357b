using System.Diagnostics;

namespace RobustRepro.Tests.Reporting;

/// <summary>A headless browser, where the machine has one.</summary>
internal static class Chromium
{
    public static string? Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator)
            .SelectMany(folder =>
                new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name =>
                    System.IO.Path.Combine(folder, name)
                )
            )
            .FirstOrDefault(File.Exists);

    /// <summary>Loads a file; returns the page as it is after its scripts ran, and what the browser logged.</summary>
    public static (string Page, string Log) Load(string file, params string[] options)
    {
        string profile = Directory.CreateTempSubdirectory("chromium").FullName;
        try
        {
            string[] arguments =
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--enable-logging=stderr",
                "--v=0",
                $"--user-data-dir={profile}",
                "--dump-dom",
                .. options,
                new Uri(file).AbsoluteUri,
            ];
            using Process browser = Process.Start(
                new ProcessStartInfo(Path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            Task<string> page = browser.StandardOutput.ReadToEndAsync(),
                log = browser.StandardError.ReadToEndAsync();
            if (!browser.WaitForExit(TimeSpan.FromMinutes(2)))
            {
                browser.Kill(entireProcessTree: true);
                throw new TimeoutException($"the browser did not finish with {file}");
            }
            return (page.Result, log.Result);
        }
        finally
        {
            DeleteWhenReleased(profile);
        }
    }

    /// <summary>The browser's helpers may still be writing when it has ended.</summary>
    private static void DeleteWhenReleased(string folder)
    {
        for (int attempt = 0; attempt < 20 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
