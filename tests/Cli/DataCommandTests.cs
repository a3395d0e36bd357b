using System.Diagnostics;
using System.Security.Cryptography;
using RobustRepro.Files;
using RobustRepro.Runtime;
using RobustRepro.Tests.Datasets;
using RobustRepro.Tests.Datasets.Download;

namespace RobustRepro.Tests.Cli;

public sealed class DataCommandTests : IDisposable
{
    private static readonly byte[] Zip = ZipBytes.Of(
        ("set/index.csv", [.. "image\n"u8]),
        ("set/images/a.png", [1, 2, 3])
    );

    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server = new(Zip);

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_list_has_names_licences_and_sources()
    {
        (int exitCode, string output, string error) = CliProgram.Run(folder.Path, "data", "list");
        error.Should().BeEmpty();
        exitCode.Should().Be(0);
        output
            .Should()
            .Contain("cifar10")
            .And.Contain("texture-vs-shape")
            .And.Contain("CC BY 4.0")
            .And.Contain("170 MB")
            .And.Contain("unknown")
            .And.Contain("imagenet-val");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void A_set_is_downloaded_checked_and_unpacked_once()
    {
        Catalogue(Convert.ToHexStringLower(SHA256.HashData(Zip)));
        (int exitCode, string output, string error) = Data("get", "tiny");
        error.Should().NotContain("error");
        output.Trim().Should().Be($"tiny: {Path.Combine("data", "set")}, for --probe {Path.Combine("data", "set")}");
        exitCode.Should().Be(0);
        File.ReadAllBytes(folder.File("data/set/images/a.png")).Should().Equal(1, 2, 3);
        Data("check", "tiny")
            .Output.Should()
            .Contain("set.zip is the published file")
            .And.Contain($"{Zip.Length} bytes");

        Data("get", "tiny").ExitCode.Should().Be(0);
        server.Ranges.Should().HaveCount(1, "what is there is not downloaded again");
        Data("list").Output.Should().Contain("yes");
    }

    [Fact]
    public void Without_a_published_hash_the_check_prints_the_computed_one()
    {
        Catalogue(null);
        Data("get", "tiny").ExitCode.Should().Be(0);
        (int exitCode, string output, _) = Data("check");
        output
            .Should()
            .Contain(
                $"no hash is published to compare with ({Zip.Length} bytes, md5 "
                    + $"{FileDigest.Of(folder.File("data/set.zip")).Md5}, sha256 "
                    + $"{Convert.ToHexStringLower(SHA256.HashData(Zip))})"
            );
        output.Should().Contain("account: ").And.Contain("is not there");
        exitCode.Should().Be(0);
    }

    [Fact]
    public void A_file_that_is_not_the_published_one_is_said_and_kept()
    {
        Catalogue(new string('0', 64));
        Directory.CreateDirectory(folder.File("data"));
        File.WriteAllBytes(folder.File("data/set.zip"), Zip);
        (int exitCode, string output, _) = Data("check");
        output.Should().Contain("set.zip is NOT the published file: its SHA-256 is ");
        exitCode.Should().Be(2);
        (exitCode, _, string error) = Data("get", "tiny");
        error
            .Trim()
            .Should()
            .StartWith("error: ")
            .And.Contain("delete it, and the same command downloads it again")
            .And.NotContain("\n");
        exitCode.Should().Be(2);
        File.Exists(folder.File("data/set.zip")).Should().BeTrue();
        server.Ranges.Should().BeEmpty();
    }

    [Fact]
    public void A_wrong_download_leaves_nothing()
    {
        Catalogue(new string('0', 64));
        (int exitCode, _, string error) = Data("get", "tiny", "--quiet");
        error
            .Trim()
            .Should()
            .StartWith("error: http://127.0.0.1")
            .And.Contain("is not the published file: its SHA-256 is ")
            .And.NotContain("\n");
        exitCode.Should().Be(2);
        Directory.EnumerateFiles(folder.File("data")).Should().BeEmpty();
    }

    [Fact]
    public void A_killed_download_goes_on()
    {
        byte[] large = new byte[3_000_000];
        Fill(large);
        server.Content = large;
        server.Cuts.Enqueue(2_000_000);
        server.Stalls = true;
        Catalogue(Convert.ToHexStringLower(SHA256.HashData(large)), unpack: false);
        using (Process process = CliProgram.Start(folder.Path, "data", "get", "tiny", "--catalogue", "catalogue.json"))
        {
            while (
                !(
                    File.Exists(folder.File("data/set.zip.part"))
                    && new FileInfo(folder.File("data/set.zip.part")).Length > 1_000_000
                ) && !process.HasExited
            )
                Thread.Sleep(5);
            process.Kill();
            process.WaitForExit();
        }
        File.Exists(folder.File("data/set.zip")).Should().BeFalse();
        Data("list").Output.Should().Contain("in part");
        Data("check", "tiny").ExitCode.Should().Be(2);
        Data("get", "tiny").ExitCode.Should().Be(0);
        File.ReadAllBytes(folder.File("data/set.zip")).Should().Equal(large);
        server.Ranges.Should().HaveCount(2);
        server.Ranges[1].Should().MatchRegex("^bytes=[1-9][0-9]{6}-$");
    }

    [Theory]
    [InlineData(2, "unknown data set 'mnist'; known: tiny, account", "get", "mnist")]
    [InlineData(2, "account cannot be downloaded: sign in at example.org", "get", "account")]
    [InlineData(2, "catalogue.jsn: there is no such file", "list", "--catalogue", "catalogue.jsn")]
    public void A_mistake_is_answered_in_one_line(int code, string message, params string[] arguments)
    {
        Catalogue(null);
        (int exitCode, string output, string error) = arguments.Contains("--catalogue")
            ? CliProgram.Run(folder.Path, ["data", .. arguments])
            : Data(arguments);
        error.Trim().Should().StartWith("error: ").And.Contain(message).And.NotContain("\n");
        output.Should().BeEmpty();
        exitCode.Should().Be(code);
    }

    [Fact]
    public void A_server_that_refuses_is_the_environments_fault()
    {
        Catalogue(null);
        server.Errors.Enqueue("403 Forbidden");
        (int exitCode, _, string error) = Data("get", "tiny");
        error
            .Trim()
            .Should()
            .StartWith("error: http://127.0.0.1")
            .And.EndWith("/files/data.bin: the server answers 403 (Forbidden)")
            .And.NotContain("\n");
        exitCode.Should().Be(3);
    }

    private (int ExitCode, string Output, string Error) Data(params string[] arguments) =>
        CliProgram.Run(folder.Path, ["data", .. arguments, "--catalogue", "catalogue.json"]);

    private void Catalogue(string? sha256, bool unpack = true)
    {
        string hash = sha256 is null ? "" : $"\"sha256\": \"{sha256}\",";
        folder.Add(
            "catalogue.json",
            $$"""
            {"dataSets": [
              {"name": "tiny", "what": "a test", "file": "set.zip", "licence": "none", "hashSource": "none", {{hash}}
               "unpack": {{(unpack ? "true" : "false")}}, "url": "{{server.Url}}", "use": "--probe PATH"},
              {"name": "account", "what": "another", "file": "b.tar", "licence": "none", "hashSource": "none",
               "instructions": "sign in at example.org"}
            ]}
            """
        );
    }

    private static void Fill(byte[] bytes)
    {
        var random = new SplitMixRandom(4, 0);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)random.Below(256);
    }
}
