using RobustRepro.Datasets.Download;
using RobustRepro.Files;
using RobustRepro.Reporting;
using RobustRepro.Tests.Cli;
using RobustRepro.Tests.Datasets.Download;
using RobustRepro.Tests.Reporting;

namespace RobustRepro.Tests.Faults;

/// <summary>A disk gets full: one line says where, nothing half-written bears a name, and what was there before
/// stays.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Full = "No space left on device";

    private readonly TemporaryFolder folder = new();
    private readonly SmallDisk? disk;

    public FullDiskTests() => disk = SmallDisk.Lacking is null ? SmallDisk.At(folder.File("disk"), "size=128k") : null;

    private string Disk => disk!.Path;

    public void Dispose()
    {
        disk?.Dispose();
        folder.Dispose();
    }

    [SmallDiskFact]
    public void A_report_that_does_not_fit_leaves_the_one_before()
    {
        string before = Path.Combine(Disk, "index.html"),
            table = Path.Combine(Disk, "tables", "old.txt");
        File.WriteAllText(before, "the report before");
        AtomicFile.WriteText(table, "its table");
        FluentActions
            .Invoking(() => HtmlReport.Write(SampleReport.Report, Disk))
            .Should()
            .Throw<IOException>()
            .WithMessage($"*{Full}*{Disk}*");
        File.ReadAllText(before).Should().Be("the report before");
        File.Exists(table).Should().BeTrue();
        Directory.EnumerateFileSystemEntries(Disk).Should().HaveCount(2, "what was staged is gone");
    }

    [SmallDiskFact]
    public void A_conversion_that_does_not_fit_leaves_nothing()
    {
        string weights = Path.Combine(Fixtures.Weights("trifeature"), "resnet-robust-0.safetensors");
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "models",
            "convert",
            weights,
            Path.Combine(Disk, "converted.safetensors")
        );
        exitCode.Should().Be(3);
        error.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().StartWith($"error: {Full}");
        Directory.EnumerateFileSystemEntries(Disk).Should().BeEmpty();
    }

    [SmallDiskFact, Trait("Speed", "slow")]
    public void A_training_that_cannot_write_its_checkpoint_says_so_and_goes_on_from_it_elsewhere()
    {
        string recipe = TinyRecipe.Write(folder.Path, images: 40, epochs: 1);
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "train",
            "--arch",
            "resnet",
            "--mode",
            "standard",
            "--seed",
            "1",
            "--recipe",
            recipe,
            "--runs",
            Path.Combine(Disk, "runs"),
            "--out",
            folder.File("weights"),
            "--quiet"
        );
        exitCode.Should().Be(3);
        error.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().StartWith($"error: {Full}");
        // the folder was tried before the work
        Directory.EnumerateFileSystemEntries(folder.File("weights")).Should().BeEmpty("there are no weights");
        Directory
            .EnumerateFiles(Disk, "*", SearchOption.AllDirectories)
            .Should()
            .OnlyContain(f => f.EndsWith("metrics.jsonl", StringComparison.Ordinal));
    }

    [SmallDiskFact, Trait("Speed", "slow")]
    public void A_store_that_is_full_stops_nothing()
    {
        (int exitCode, _, string error) = CliProgram.Run(
            folder.Path,
            "verify",
            "--claim",
            "smoother-filters",
            "--arch",
            "alexnet",
            "--quiet",
            "--set",
            $"Measurements:Folder={Path.Combine(Disk, "store")}",
            "-o",
            folder.File("report")
        );
        exitCode.Should().Be(0);
        error.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().Contain(Full).And.Contain("stores nothing");
        File.Exists(folder.File("report/index.html")).Should().BeTrue();
    }

    [SmallDiskFact]
    public async Task A_download_that_does_not_fit_keeps_its_beginning_only()
    {
        using var site = new DownloadSite();
        using var downloader = new Downloader { Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) };
        await DownloadSite.Fails<IOException>(
            downloader.FetchAsync(site.Entry(), Path.Combine(Disk, "data.bin")),
            $"*{Full}*"
        );
        Directory
            .EnumerateFiles(Disk, "*", SearchOption.AllDirectories)
            .Should()
            .OnlyContain(f => Path.GetFileName(f).StartsWith("data.bin.part", StringComparison.Ordinal));
    }
}
