using System.Security.Cryptography;
using RobustRepro.Datasets.Download;
using RobustRepro.Files;

namespace RobustRepro.Tests.Datasets.Download;

/// <summary>A server with one file, and a folder to download it into.</summary>
internal sealed class DownloadSite : IDisposable
{
    public static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 % 251))];

    public TemporaryFolder Folder { get; } = new();

    public LoopbackServer Server { get; } = new(Content);

    /// <summary>Where the download goes.</summary>
    public string Target => Folder.File("sub/data.bin");

    /// <summary>The names of all files beside it, itself included.</summary>
    public string[] Files =>
        Directory.Exists(Folder.File("sub"))
            ?
            [
                .. Directory
                    .GetFiles(Folder.File("sub"))
                    .Select(f => Path.GetFileName(f)!)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The server breaks off after so many bytes, and once more at once.</summary>
    /// <summary>The Server sends so much and then nothing more, until the client gives up.</summary>
    public void BreakOff(int bytes)
    {
        Server.Cuts.Enqueue(bytes);
        Server.Cuts.Enqueue(0);
    }

    /// <summary>The file as a catalogue describes it.</summary>
    public DataSetEntry Entry() =>
        new(
            "data",
            "test data",
            "data.bin",
            "none",
            "here",
            Server.Url,
            Bytes: Content.Length,
            Sha256: Convert.ToHexStringLower(SHA256.HashData(Content))
        );

    public async Task Fetch(DataSetEntry entry, IProgress<TransferProgress>? progress = null, int retries = 3)
    {
        using var downloader = new Downloader { Retries = retries, RetryDelay = TimeSpan.FromMilliseconds(1) };
        await downloader.FetchAsync(entry, Target, progress);
    }

    /// <summary>With one line that matches the pattern.</summary>
    public static async Task Fails<T>(Task task, string message)
        where T : Exception =>
        (await ((Func<Task>)(() => task)).Should().ThrowAsync<T>().WithMessage(message))
            .Which.Message.Should()
            .NotContain("\n");

    public void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
    }
}
