using Microsoft.Extensions.Time.Testing;
using RobustRepro.Datasets.Download;
using static RobustRepro.Tests.Datasets.Download.DownloadSite;

namespace RobustRepro.Tests.Datasets.Download;

/// <summary>What a download does where the server or the file is not as it should be.</summary>
public sealed class FailedDownloadTests : IDisposable
{
    private readonly DownloadSite site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("sha256")]
    [InlineData("md5")]
    public async Task A_wrong_checksum_leaves_nothing(string hash)
    {
        string wrong = new('0', hash == "md5" ? 32 : 64);
        DataSetEntry entry = hash == "md5" ? site.Entry() with { Md5 = wrong } : site.Entry() with { Sha256 = wrong };
        await Fails<InvalidInputException>(
            site.Fetch(entry),
            $"http://127.0.0.1:*/files/data.bin: what was downloaded is not the published file: its * is *, "
                + $"expected {wrong}. It was deleted; try again, or get the file elsewhere"
        );
        site.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_an_older_file_alone()
    {
        Directory.CreateDirectory(site.Folder.File("sub"));
        await File.WriteAllBytesAsync(site.Target, [1, 2, 3]);
        await Fails<InvalidInputException>(
            site.Fetch(site.Entry() with { Sha256 = new('0', 64) }),
            "*is not the published file*"
        );
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Another_size_is_refused_before_anything_is_downloaded()
    {
        await Fails<InvalidInputException>(
            site.Fetch(site.Entry() with { Bytes = 299_999 }),
            "*: the server's file has 300,000 bytes, expected 299,999: it is not the published one"
        );
        site.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_that_sends_on_and_on_is_stopped()
    {
        site.Server.SaysLength = false;
        await Fails<InvalidInputException>(
            site.Fetch(site.Entry() with { Bytes = 1000 }),
            "*it has 1,001 bytes, expected 1,000*"
        );
        site.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_missing_file_is_said_at_once()
    {
        site.Server.Errors.Enqueue("404 Not Found");
        await Fails<IOException>(
            site.Fetch(site.Entry()),
            "http://127.0.0.1:*/files/data.bin: the server answers 404 (Not Found)"
        );
        site.Server.Ranges.Should().HaveCount(1);
        site.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_a_few_times()
    {
        site.Server.Errors.Enqueue("503 Service Unavailable");
        site.Server.Errors.Enqueue("429 Too Many Requests");
        await site.Fetch(site.Entry());
        for (int i = 0; i < 4; i++)
            site.Server.Errors.Enqueue("503 Service Unavailable");
        await Fails<IOException>(site.Fetch(site.Entry()), "*: the server answers 503 (Service Unavailable)");
        site.Server.Ranges.Should().HaveCount(3 + 4);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        site.Server.Stalls = true;
        site.BreakOff(1000);
        var clock = new FakeTimeProvider();
        using var downloader = new Downloader { Retries = 0, Clock = clock };
        // time passes only once all that comes is here
        var silent = new TaskCompletionSource();
        var progress = new ProgressCallback(p =>
        {
            if (p.Done == 1000)
                silent.TrySetResult();
        });
        Task download = downloader.FetchAsync(site.Entry(), site.Target, progress);
        await Task.WhenAny(download, silent.Task);
        while (!download.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(1);
        }
        await Fails<IOException>(download, "*: the server sends nothing for 60 seconds; 1,000 bytes are here*");
    }

    [Fact]
    public async Task Nobody_there_is_said()
    {
        site.Server.Dispose();
        await Fails<IOException>(site.Fetch(site.Entry(), retries: 0), "*: the connection fails (Connection refused*");
        site.Files.Should().BeEmpty();
    }
}
