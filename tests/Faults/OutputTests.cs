using RobustRepro.Files;
using RobustRepro.Reporting;
using RobustRepro.Tests.Cli;
using RobustRepro.Tests.Reporting;

namespace RobustRepro.Tests.Faults;

/// <summary>The folder that a report is for is not as it should be.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("report")]
    [InlineData("report/below")]
    public void A_file_in_the_place_of_a_folder_is_said_before_the_work(string output)
    {
        File.WriteAllText(folder.File("report"), "not a folder");
        string weights = Path.Combine(Fixtures.Weights("trifeature"), "resnet-robust-0.safetensors");
        string[][] commands =
        [
            ["verify", "--claim", "smoother-filters", "--arch", "resnet", "-o", output],
            ["models", "convert", weights, $"{output}/converted.safetensors"],
        ];
        foreach (string[] arguments in commands)
        {
            (int exitCode, _, string error) = CliProgram.Run(folder.Path, arguments);
            exitCode.Should().Be(2);
            error
                .TrimEnd()
                .Should()
                .Be($"error: {folder.File("report")} is a file where a folder is needed; name another place");
        }
        File.ReadAllText(folder.File("report")).Should().Be("not a folder");
    }

    [SmallDiskFact]
    public void A_read_only_disk_is_said_before_the_work()
    {
        using SmallDisk disk = SmallDisk.At(folder.File("disk"), "ro");
        (int exitCode, string output, string error) = CliProgram.Run(
            folder.Path,
            "verify",
            "--claim",
            "smoother-filters",
            "--arch",
            "resnet",
            "-o",
            Path.Combine(disk.Path, "report")
        );
        exitCode.Should().Be(3);
        output.Should().BeEmpty("nothing was judged");
        error.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().Contain("Read-only file system");
    }

    [SmallDiskFact]
    public void Another_file_system_is_written_as_this_one()
    {
        using SmallDisk disk = SmallDisk.At(folder.File("disk"), "size=64m");
        string index = HtmlReport.Write(SampleReport.Report, Path.Combine(disk.Path, "report"));
        File.Exists(index).Should().BeTrue();
    }

    [Fact]
    public void A_folder_that_vanishes_under_the_writing_is_said_and_comes_back_with_the_next()
    {
        string target = folder.File("report");
        FluentActions
            .Invoking(() =>
            {
                using var staged = new StagedFolder(target);
                AtomicFile.WriteText(Path.Combine(staged.Folder, "index.html"), "page");
                Directory.Delete(target, recursive: true);
                staged.Publish("index.html");
            })
            .Should()
            .Throw<IOException>()
            .WithMessage($"*{target}*");
        File.Exists(HtmlReport.Write(SampleReport.Report, target)).Should().BeTrue();
    }

    [Fact]
    public void Two_reports_into_one_folder_leave_a_whole_one()
    {
        string target = folder.File("report");
        Parallel.For(0, 4, _ => HtmlReport.Write(SampleReport.Report, target));
        string alone = folder.File("alone");
        HtmlReport.Write(SampleReport.Report, alone);
        string[] Files(string of) =>
            [
                .. Directory
                    .EnumerateFiles(of, "*", SearchOption.AllDirectories)
                    .Select(f => Path.GetRelativePath(of, f))
                    .Order(),
            ];
        Files(target).Should().Equal(Files(alone));
        File.ReadAllText(Path.Combine(target, "index.html"))
            .Should()
            .Be(File.ReadAllText(Path.Combine(alone, "index.html")));
    }

    [Fact]
    public void What_is_in_the_way_is_said_before_anything_is_moved()
    {
        string target = folder.File("report");
        AtomicFile.WriteText(Path.Combine(target, "verdicts.json"), "of before");
        AtomicFile.WriteText(Path.Combine(target, "figures"), "a file where a folder is needed");
        Directory.CreateDirectory(Path.Combine(target, "index.html"));
        foreach (
            (string file, string said) in new[]
            {
                ("figures/a.png", $"{target}/figures is a file, and in the way of a folder; name another place"),
                ("index.html", $"{target}/index.html is a folder, and in the way of a file; name another place"),
            }
        )
        {
            using var staged = new StagedFolder(target);
            foreach (string name in new[] { "verdicts.json", file })
                AtomicFile.WriteText(Path.Combine(staged.Folder, name), "new");
            FluentActions
                .Invoking(() => staged.Publish(file))
                .Should()
                .Throw<InvalidInputException>()
                .WithMessage(said);
            File.ReadAllText(Path.Combine(target, "verdicts.json")).Should().Be("of before");
        }
    }

    [Fact]
    public void What_a_killed_process_staged_is_removed_and_what_another_one_stages_is_not()
    {
        string left = folder.File("report/.killed.staged.tmp");
        AtomicFile.WriteText(Path.Combine(left, ".lock"), "");
        AtomicFile.WriteText(Path.Combine(left, "half"), "");
        using var running = new StagedFolder(folder.File("report"));
        using (new StagedFolder(folder.File("report")))
        {
            Directory.Exists(left).Should().BeFalse();
            Directory.Exists(running.Folder).Should().BeTrue();
        }
    }

    [Fact]
    public void Weights_that_are_not_those_of_their_card_are_not_loaded()
    {
        string fixtures = Fixtures.Weights("trifeature");
        File.Copy(Path.Combine(fixtures, "resnet-robust-0.safetensors"), folder.File("resnet-robust-0.safetensors"));
        File.Copy(Path.Combine(fixtures, "resnet-robust-0.md"), folder.File("resnet-robust-0.md"));
        byte[] bytes = File.ReadAllBytes(folder.File("resnet-robust-0.safetensors"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(folder.File("resnet-robust-0.safetensors"), bytes);
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "evaluate",
            "resnet-robust-0.safetensors",
            "--quiet"
        );
        exitCode.Should().Be(2);
        error
            .TrimEnd()
            .Should()
            .Match("error: *resnet-robust-0.safetensors: its SHA-256 is *, its card resnet-robust-0.md says *");
    }
}
