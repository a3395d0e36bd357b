using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using RobustRepro.Datasets.Download;
using RobustRepro.Files;

namespace RobustRepro.Tests.Datasets.Download;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 % 251))];

    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server = new(Content);

    private string Target => folder.File("sub/data.bin");

    private string[] Files =>
        Directory.Exists(folder.File("sub"))
            ?
            [
                .. Directory
                    .GetFiles(folder.File("sub"))
                    .Select(f => Path.GetFileName(f)!)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_file_comes_whole_and_under_its_name_only()
    {
        var seen = new List<TransferProgress>();
        await Fetch(Entry(), new Recorder(seen));
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        Files.Should().Equal("data.bin");
        seen[0].Should().Be(new TransferProgress(0, Content.Length));
        seen[^1].Done.Should().Be(Content.Length);
        seen.Select(s => s.Done).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_by_itself()
    {
        server.Cuts.Enqueue(100_000);
        server.Cuts.Enqueue(0);
        server.Cuts.Enqueue(50_000);
        await Fetch(Entry());
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        server.Ranges.Should().Equal(null, "bytes=100000-", "bytes=100000-", "bytes=150000-");
    }

    [Fact]
    public async Task A_later_run_goes_on_where_the_last_one_stopped()
    {
        BreakOff(100_000);
        await Fails<IOException>(
            Fetch(Entry(), retries: 0),
            "http://127.0.0.1:*/files/data.bin: *; 100,000 bytes are here, the same command goes on from there"
        );
        Files.Should().Equal("data.bin.part", "data.bin.part.from");
        await Fetch(Entry());
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        Files.Should().Equal("data.bin");
        server.Ranges.Should().Equal(null, "bytes=100000-", "bytes=100000-");
    }

    [Fact]
    public async Task The_date_marks_a_version_where_there_is_no_tag()
    {
        server.ETag = null;
        server.LastModified = "Tue, 09 Jun 2020 10:00:00 GMT";
        server.Cuts.Enqueue(7);
        await Fetch(Entry());
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        server.Ranges.Should().Equal(null, "bytes=7-");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_version_is_downloaded_anew(bool marked)
    {
        server.ETag = marked ? "\"v1\"" : null;
        BreakOff(100_000);
        await Fails<IOException>(
            Fetch(Entry(), retries: 0),
            marked ? "*goes on from there" : "*: the connection fails (*)"
        );
        server.ETag = marked ? "\"v2\"" : null;
        server.Content = [.. Content.Reverse()];
        await Fetch(Entry() with { Sha256 = null });
        (await File.ReadAllBytesAsync(Target)).Should().Equal(server.Content, "halves of two versions make no file");
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_again()
    {
        server.KnowsRanges = false;
        server.Cuts.Enqueue(100_000);
        await Fetch(Entry());
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
    }

    [Fact]
    public async Task A_server_that_does_not_say_the_length_is_believed_at_the_end()
    {
        server.SaysLength = false;
        await Fetch(Entry() with { Bytes = null });
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
    }

    [Fact]
    public async Task All_bytes_there_but_unchecked_are_checked_without_another_download()
    {
        BreakOff(100_000);
        await Fails<IOException>(Fetch(Entry(), retries: 0), "*");
        await File.WriteAllBytesAsync(Target + ".part", Content);
        await Fetch(Entry());
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        server.Ranges.Should().Equal(null, "bytes=100000-", "bytes=300000-");
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("md5")]
    public async Task A_wrong_checksum_leaves_nothing(string hash)
    {
        string wrong = new('0', hash == "md5" ? 32 : 64);
        DataSetEntry entry = hash == "md5" ? Entry() with { Md5 = wrong } : Entry() with { Sha256 = wrong };
        await Fails<InvalidInputException>(
            Fetch(entry),
            $"http://127.0.0.1:*/files/data.bin: what was downloaded is not the published file: its * is *, "
                + $"expected {wrong}. It was deleted; try again, or get the file elsewhere"
        );
        Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_an_older_file_alone()
    {
        Directory.CreateDirectory(folder.File("sub"));
        await File.WriteAllBytesAsync(Target, [1, 2, 3]);
        await Fails<InvalidInputException>(
            Fetch(Entry() with { Sha256 = new('0', 64) }),
            "*is not the published file*"
        );
        (await File.ReadAllBytesAsync(Target)).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Another_size_is_refused_before_anything_is_downloaded()
    {
        await Fails<InvalidInputException>(
            Fetch(Entry() with { Bytes = 299_999 }),
            "*: the server's file has 300,000 bytes, expected 299,999: it is not the published one"
        );
        Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_that_sends_on_and_on_is_stopped()
    {
        server.SaysLength = false;
        await Fails<InvalidInputException>(
            Fetch(Entry() with { Bytes = 1000 }),
            "*it has 1,001 bytes, expected 1,000*"
        );
        Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_missing_file_is_said_at_once()
    {
        server.Errors.Enqueue("404 Not Found");
        await Fails<IOException>(
            Fetch(Entry()),
            "http://127.0.0.1:*/files/data.bin: the server answers 404 (Not Found)"
        );
        server.Ranges.Should().HaveCount(1);
        Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_a_few_times()
    {
        server.Errors.Enqueue("503 Service Unavailable");
        server.Errors.Enqueue("429 Too Many Requests");
        await Fetch(Entry());
        for (int i = 0; i < 4; i++)
            server.Errors.Enqueue("503 Service Unavailable");
        await Fails<IOException>(Fetch(Entry()), "*: the server answers 503 (Service Unavailable)");
        server.Ranges.Should().HaveCount(3 + 4);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        server.Stalls = true;
        BreakOff(1000);
        var clock = new FakeTimeProvider();
        using var downloader = new Downloader { Retries = 0, Clock = clock };
        // time passes only once all that comes is here
        var silent = new TaskCompletionSource();
        var progress = new Callback(p =>
        {
            if (p.Done == 1000)
                silent.TrySetResult();
        });
        Task download = downloader.FetchAsync(Entry(), Target, progress);
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
        server.Dispose();
        await Fails<IOException>(Fetch(Entry(), retries: 0), "*: the connection fails (Connection refused*");
        Files.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancelled_download_can_go_on()
    {
        using var cancel = new CancellationTokenSource();
        server.Stalls = true;
        server.Cuts.Enqueue(200_000);
        var progress = new Callback(p =>
        {
            if (p.Done >= 100_000)
                cancel.Cancel();
        });
        using (var downloader = new Downloader())
            await ((Func<Task>)(() => downloader.FetchAsync(Entry(), Target, progress, cancel.Token)))
                .Should()
                .ThrowAsync<OperationCanceledException>();
        Files.Should().Equal("data.bin.part", "data.bin.part.from");
        await Fetch(Entry());
        (await File.ReadAllBytesAsync(Target)).Should().Equal(Content);
        server.Ranges[^1].Should().StartWith("bytes=");
    }

    /// <summary>The server sends so much and then nothing more, until the client gives up.</summary>
    private void BreakOff(int bytes)
    {
        server.Cuts.Enqueue(bytes);
        server.Cuts.Enqueue(0);
    }

    private DataSetEntry Entry() =>
        new(
            "data",
            "test data",
            "data.bin",
            "none",
            "here",
            server.Url,
            Bytes: Content.Length,
            Sha256: Convert.ToHexStringLower(SHA256.HashData(Content))
        );

    private async Task Fetch(DataSetEntry entry, IProgress<TransferProgress>? progress = null, int retries = 3)
    {
        using var downloader = new Downloader { Retries = retries, RetryDelay = TimeSpan.FromMilliseconds(1) };
        await downloader.FetchAsync(entry, Target, progress);
    }

    private static async Task Fails<T>(Task task, string message)
        where T : Exception =>
        (await ((Func<Task>)(() => task)).Should().ThrowAsync<T>().WithMessage(message))
            .Which.Message.Should()
            .NotContain("\n");

    private sealed class Recorder(List<TransferProgress> seen) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => seen.Add(value);
    }

    private sealed class Callback(Action<TransferProgress> action) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => action(value);
    }
}
