using System.Diagnostics;
using System.Globalization;
using RobustRepro.Tests.Cli;

namespace RobustRepro.Tests.Faults;

/// <summary>A machine with too little memory. The limit is .NET's own, on its heap, so that no other program
/// suffers.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public async Task Too_little_memory_is_said_in_a_line(int mebibytes)
    {
        ProcessStartInfo info = CliProgram.Info(
            folder.Path,
            "verify",
            "--claim",
            "smoother-filters",
            "--arch",
            "resnet",
            "--quiet",
            "--set",
            $"Measurements:Folder={folder.File("store")}",
            "-o",
            folder.File("report")
        );
        info.Environment["DOTNET_GCHeapHardLimit"] = (mebibytes << 20).ToString("x", CultureInfo.InvariantCulture);
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(),
            error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        (await error)
            .TrimEnd()
            .Should()
            .Be("error: the machine has too little memory for this; fewer --threads take less");
        process.ExitCode.Should().Be(3);
        (await output).Should().BeEmpty("nothing was judged");
        Directory
            .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Should()
            .NotContain(f => !f.EndsWith(".npz", StringComparison.Ordinal), "there is no report, nothing half-written");
    }
}
