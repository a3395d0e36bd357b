using RobustRepro.Datasets.Download;
using RobustRepro.Files;
using static RobustRepro.Tests.Datasets.Download.DownloadSite;

namespace RobustRepro.Tests.Datasets.Download;

public sealed class DownloaderTests : IDisposable
{
    private readonly DownloadSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_file_comes_whole_and_under_its_name_only()
    {
        var seen = new List<TransferProgress>();
        await site.Fetch(site.Entry(), new Recorder(seen));
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
        site.Files.Should().Equal("data.bin");
        seen[0].Should().Be(new TransferProgress(0, Content.Length));
        seen[^1].Done.Should().Be(Content.Length);
        seen.Select(s => s.Done).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_by_itself()
    {
        site.Server.Cuts.Enqueue(100_000);
        site.Server.Cuts.Enqueue(0);
        site.Server.Cuts.Enqueue(50_000);
        await site.Fetch(site.Entry());
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
        site.Server.Ranges.Should().Equal(null, "bytes=100000-", "bytes=100000-", "bytes=150000-");
    }

    [Fact]
    public async Task A_later_run_goes_on_where_the_last_one_stopped()
    {
        site.BreakOff(100_000);
        await Fails<IOException>(
            site.Fetch(site.Entry(), retries: 0),
            "http://127.0.0.1:*/files/data.bin: *; 100,000 bytes are here, the same command goes on from there"
        );
        site.Files.Should().Equal("data.bin.part", "data.bin.part.from");
        await site.Fetch(site.Entry());
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
        site.Files.Should().Equal("data.bin");
        site.Server.Ranges.Should().Equal(null, "bytes=100000-", "bytes=100000-");
    }

    [Fact]
    public async Task The_date_marks_a_version_where_there_is_no_tag()
    {
        site.Server.ETag = null;
        site.Server.LastModified = "Tue, 09 Jun 2020 10:00:00 GMT";
        site.Server.Cuts.Enqueue(7);
        await site.Fetch(site.Entry());
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
        site.Server.Ranges.Should().Equal(null, "bytes=7-");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_version_is_downloaded_anew(bool marked)
    {
        site.Server.ETag = marked ? "\"v1\"" : null;
        site.BreakOff(100_000);
        await Fails<IOException>(
            site.Fetch(site.Entry(), retries: 0),
            marked ? "*goes on from there" : "*: the connection fails (*)"
        );
        site.Server.ETag = marked ? "\"v2\"" : null;
        site.Server.Content = [.. Content.Reverse()];
        await site.Fetch(site.Entry() with { Sha256 = null });
        (await File.ReadAllBytesAsync(site.Target))
            .Should()
            .Equal(site.Server.Content, "halves of two versions make no file");
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_again()
    {
        site.Server.KnowsRanges = false;
        site.Server.Cuts.Enqueue(100_000);
        await site.Fetch(site.Entry());
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
    }

    [Fact]
    public async Task A_server_that_does_not_say_the_length_is_believed_at_the_end()
    {
        site.Server.SaysLength = false;
        await site.Fetch(site.Entry() with { Bytes = null });
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
    }

    [Fact]
    public async Task All_bytes_there_but_unchecked_are_checked_without_another_download()
    {
        site.BreakOff(100_000);
        await Fails<IOException>(site.Fetch(site.Entry(), retries: 0), "*");
        await File.WriteAllBytesAsync(site.Target + ".part", Content);
        await site.Fetch(site.Entry());
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
        site.Server.Ranges.Should().Equal(null, "bytes=100000-", "bytes=300000-");
    }

    [Fact]
    public async Task A_cancelled_download_can_go_on()
    {
        using var cancel = new CancellationTokenSource();
        site.Server.Stalls = true;
        site.Server.Cuts.Enqueue(200_000);
        var progress = new ProgressCallback(p =>
        {
            if (p.Done >= 100_000)
                cancel.Cancel();
        });
        using (var downloader = new Downloader())
            await ((Func<Task>)(() => downloader.FetchAsync(site.Entry(), site.Target, progress, cancel.Token)))
                .Should()
                .ThrowAsync<OperationCanceledException>();
        site.Files.Should().Equal("data.bin.part", "data.bin.part.from");
        await site.Fetch(site.Entry());
        (await File.ReadAllBytesAsync(site.Target)).Should().Equal(Content);
        site.Server.Ranges[^1].Should().StartWith("bytes=");
    }

    private sealed class Recorder(List<TransferProgress> seen) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => seen.Add(value);
    }
}
