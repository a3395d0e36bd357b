using System.Diagnostics;
using RobustRepro.Tests.Reference;

namespace RobustRepro.Tests.Ci;

/// <summary><c>.ci/run</c> with a stand-in for dotnet that notes what it is asked and leaves results: nothing is built
/// here, and no test runs inside a test.</summary>
public sealed class CiScriptTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Results => Path.Combine(folder.Path, "kept results");

    public CiScriptTests()
    {
        // as two test projects leave them, with a test that was not executed
        Tool(
            "dotnet",
            """
            echo "$*" >> "$LOG"
            case "$*" in "$FAILS"*) exit 1 ;; esac
            if [ "$1" = test ]; then
              folder="${*: -1}"
              echo '<Counters total="12" executed="11" passed="10" failed="1" error="0" />' > "$folder/results_1.trx"
              echo '<Counters total="5" executed="5" passed="5" failed="0" error="0" />' > "$folder/results_2.trx"
              exit "$TESTS_EXIT"
            fi
            """
        );
        Tool("chromium", "");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_checks_the_format_builds_tests_and_counts()
    {
        (int exitCode, string[] lines, string[] asked) = Run();
        exitCode.Should().Be(0);
        lines[^1].Should().Be("15 passed, 1 failed, 1 skipped");
        asked[..3].Should().Equal("tool restore", "csharpier check .", "build -c Release");
        asked[3..].Should().ContainSingle().Which.Should().StartWith("test -c Release --no-build ");
        Directory.Exists(Results).Should().BeFalse();
    }

    [Fact]
    public void Results_are_kept_where_asked_and_older_ones_do_not_count()
    {
        Directory.CreateDirectory(Results);
        File.WriteAllText(Path.Combine(Results, "old.trx"), "<Counters total=\"9\" executed=\"9\" passed=\"9\" />");
        (_, string[] lines, _) = Run(arguments: ["--results", Results]);
        lines[^1].Should().Be("15 passed, 1 failed, 1 skipped");
        Directory.GetFiles(Results).Select(Path.GetFileName).Should().BeEquivalentTo("results_1.trx", "results_2.trx");
    }

    [Fact]
    public void Its_exit_code_is_that_of_the_tests() => Run(testsExit: 3).ExitCode.Should().Be(3);

    [Theory]
    [InlineData("tool restore")]
    [InlineData("csharpier check")]
    [InlineData("build")]
    public void What_fails_before_the_tests_is_a_failure(string command)
    {
        (int exitCode, string[] lines, string[] asked) = Run(fails: command);
        exitCode.Should().NotBe(0);
        lines[^1].Should().Be("0 passed, 1 failed, 0 skipped");
        asked[^1].Should().StartWith(command);
    }

    [Theory]
    [InlineData("--results")]
    [InlineData("--result", "x")]
    public void A_misspelt_argument_is_refused(params string[] arguments)
    {
        (int exitCode, string[] lines, string[] asked) = Run(arguments: arguments);
        exitCode.Should().NotBe(0);
        lines[^1].Should().Be("0 passed, 1 failed, 0 skipped");
        asked.Should().BeEmpty();
    }

    private void Tool(string name, string script)
    {
        string path = folder.Add(name, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int ExitCode, string[] Lines, string[] Asked) Run(
        string fails = "nothing",
        int testsExit = 0,
        string[]? arguments = null
    )
    {
        string log = folder.File("log");
        var info = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(Path.Combine(ReferenceData.RepositoryRoot, ".ci", "run"));
        foreach (string argument in arguments ?? [])
            info.ArgumentList.Add(argument);
        info.Environment["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        info.Environment["LOG"] = log;
        info.Environment["FAILS"] = fails;
        info.Environment["TESTS_EXIT"] = $"{testsExit}";
        using Process process = Process.Start(info)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        error.Result.Should().NotContain("syntax error");
        return (process.ExitCode, output.TrimEnd('\n').Split('\n'), File.Exists(log) ? File.ReadAllLines(log) : []);
    }
}
