using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using RobustRepro.Files;
using RobustRepro.Tests.Cli;
using RobustRepro.Tests.Datasets.Download;

namespace RobustRepro.Tests.Faults;

/// <summary>Conversion and download, killed (<c>kill -9</c>) and ended politely (SIGTERM) while they write.</summary>
[Trait("Speed", "slow")]
public sealed class EndedFilesTests : IDisposable
{
    private const int Killed = 137,
        Terminated = 143;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("KILL", Killed)]
    [InlineData("TERM", Terminated)]
    public void A_conversion_that_is_ended_leaves_no_file_under_the_name_and_the_next_one_makes_it(
        string signal,
        int expected
    )
    {
        const int values = 50_000_000;
        string header =
            $$$"""{"a.weight":{"dtype":"F32","shape":[{{{values}}}],"data_offsets":[0,{{{4 * values}}}]}}""";
        using (FileStream file = File.Create(folder.File("large.safetensors")))
        {
            file.Write([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header)]);
            file.SetLength(file.Length + 4L * values);
        }
        string[] convert = ["models", "convert", "large.safetensors", "out.safetensors", "--quiet"];
        Ended(convert, signal, () => Directory.EnumerateFiles(folder.Path, "out.*").Any()).Should().Be(expected);
        File.Exists(folder.File("out.safetensors")).Should().BeFalse("it was ended before its end");
        if (signal == "TERM")
            Directory.EnumerateFiles(folder.Path, "out.*").Should().BeEmpty("there was time to clean up");

        CliProgram.Run(folder.Path, convert).ExitCode.Should().Be(0);
        new FileInfo(folder.File("out.safetensors")).Length.Should().BeGreaterThan(4L * values);
    }

    [Theory]
    [InlineData("KILL", Killed)]
    [InlineData("TERM", Terminated)]
    public void A_download_that_is_ended_goes_on_where_it_stopped(string signal, int expected)
    {
        byte[] content = new byte[3_000_000];
        new Random(3).NextBytes(content);
        using var server = new LoopbackServer(content) { Stalls = true };
        server.Cuts.Enqueue(2_000_000);
        File.WriteAllText(
            folder.File("catalogue.json"),
            $$"""
            {"dataSets":[{"name":"tiny","what":"bytes","file":"data.bin","licence":"none","hashSource":"here",
            "url":"{{server.Url}}","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(content))}}"}]}
            """
        );
        string[] get = ["data", "get", "tiny", "--catalogue", "catalogue.json", "--quiet"];
        string part = folder.File("data/data.bin.part");
        Ended(get, signal, () => File.Exists(part) && new FileInfo(part).Length > 1_000_000).Should().Be(expected);
        File.Exists(folder.File("data/data.bin")).Should().BeFalse("it was ended before its end");

        CliProgram.Run(folder.Path, get).ExitCode.Should().Be(0);
        Sha256.OfFile(folder.File("data/data.bin")).Should().Be(Sha256.Of(content));
        server.Ranges.Should().HaveCount(2).And.Subject.Last().Should().StartWith("bytes=");
        Directory.EnumerateFiles(folder.File("data")).Should().ContainSingle();
    }

    private int Ended(string[] arguments, string signal, Func<bool> there)
    {
        using Process process = CliProgram.Start(folder.Path, arguments);
        process.StandardOutput.ReadToEndAsync();
        process.StandardError.ReadToEndAsync();
        while (!there() && !process.HasExited)
            Thread.Sleep(1);
        Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
        process.WaitForExit();
        return process.ExitCode;
    }
}
