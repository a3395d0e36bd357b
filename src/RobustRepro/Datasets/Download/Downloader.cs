using System.Net;
using System.Net.Http.Headers;
using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>Downloads files that may be large over lines that may break: goes on where it stopped, checks what came,
/// and only then gives the file its name.</summary>
public sealed class Downloader : IDisposable
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Stands for any size.</summary>
    private const long UnknownBytes = long.MaxValue / 2;

    private readonly HttpClient http;

    public Downloader()
    {
        http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(
            new("RobustRepro", typeof(Downloader).Assembly.GetName().Version!.ToString(3))
        );
    }

    /// <summary>How often a broken download goes on by itself without having received anything new.</summary>
    public int Retries { get; init; } = 3;

    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A server that sends nothing for so long counts as gone.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What <see cref="Patience"/> is measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Downloads a data set's file. What a broken or cancelled download leaves is NAME.part, from which the
    /// next one goes on.</summary>
    /// <param name="entry">Has a URL.</param>
    /// <param name="path">The file to write. An existing one is replaced when the new one is complete.</param>
    /// <exception cref="InvalidInputException">The server's file is not the one the catalogue describes; nothing of it
    /// is left.</exception>
    /// <exception cref="IOException">The server cannot be reached or refuses, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task FetchAsync(
        DataSetEntry entry,
        string path,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Uri url = entry.Url ?? throw new ArgumentException($"{entry.Name} has no URL", nameof(entry));
        var part = new PartialFile(path);
        for (int fruitless = 0; ; )
        {
            long before = part.Length;
            try
            {
                await ContinueAsync(entry, url, part, progress, cancellation);
                break;
            }
            catch (BrokenTransferException error)
            {
                fruitless = part.Length > before ? 0 : fruitless + 1;
                if (error.IsFinal || fruitless > Retries)
                {
                    string here = part.VersionFrom(url) is null
                        ? ""
                        : $"; {part.Length:N0} bytes are here, the same command goes on from there";
                    throw new IOException($"{url}: {error.Message}{here}", error);
                }
            }
            await Task.Delay(RetryDelay, cancellation);
        }
        if (entry.DifferenceOf(FileDigest.Of(part.Path, null, cancellation)) is { } difference)
        {
            part.Delete();
            throw new InvalidInputException(
                $"{url}: what was downloaded is not the published file: {difference}. It was deleted; try "
                    + $"again, or get the file elsewhere"
            );
        }
        part.Complete(path);
    }

    public void Dispose() => http.Dispose();

    private async Task ContinueAsync(
        DataSetEntry entry,
        Uri url,
        PartialFile part,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        string? version = part.VersionFrom(url);
        long have = version is null ? 0 : part.Length;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (version is not null)
        {
            request.Headers.Range = new(have, null);
            request.Headers.TryAddWithoutValidation("If-Range", version);
        }
        using HttpResponseMessage response = await Patiently(
            token => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token),
            cancellation
        );
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            if (response.Content.Headers.ContentRange?.Length == have)
                return;
            part.Delete();
            throw new BrokenTransferException("the server no longer has the rest of the file; it starts anew");
        }
        if (!response.IsSuccessStatusCode)
        {
            bool passing =
                response.StatusCode
                is >= HttpStatusCode.InternalServerError
                    or HttpStatusCode.RequestTimeout
                    or HttpStatusCode.TooManyRequests;
            throw new BrokenTransferException(
                $"the server answers {(int)response.StatusCode} ({response.ReasonPhrase})"
            )
            {
                IsFinal = !passing,
            };
        }
        bool goesOn =
            response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (!goesOn)
        {
            if (response.StatusCode == HttpStatusCode.PartialContent)
                throw new BrokenTransferException("the server answers with another part of the file than was asked for")
                {
                    IsFinal = true,
                };
            have = 0;
        }
        long? total = have + response.Content.Headers.ContentLength;
        if (entry.Bytes is { } bytes && total is { } size && size != bytes)
        {
            part.Delete();
            throw new InvalidInputException(
                $"{url}: the server's file has {size:N0} bytes, expected {bytes:N0}: it is not the published one"
            );
        }
        using FileStream file = part.Open(url, VersionOf(response), have);
        await CopyAsync(response, file, entry.Bytes ?? UnknownBytes, total, progress, cancellation);
        file.Flush(flushToDisk: true);
    }

    private async Task CopyAsync(
        HttpResponseMessage response,
        FileStream file,
        long most,
        long? total,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        long resumed = file.Position;
        using Stream body = await Patiently(token => response.Content.ReadAsStreamAsync(token), cancellation);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            progress?.Report(new(file.Position, total, resumed));
            int read = await Patiently(token => body.ReadAsync(buffer, token).AsTask(), cancellation);
            if (read == 0)
                break;
            // one byte too many is enough to fail the check of the size
            await file.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, most + 1 - file.Position)), cancellation);
            if (file.Position > most)
                return;
        }
        if (total is { } expected && file.Position < expected)
            throw new BrokenTransferException($"the connection ended after {file.Position:N0} of {expected:N0} bytes");
    }

    /// <summary>Awaits the network; whatever goes wrong there is a broken transfer.</summary>
    private async Task<T> Patiently<T>(Func<CancellationToken, Task<T>> receive, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(Patience, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await receive(either.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new BrokenTransferException($"the server sends nothing for {Patience.TotalSeconds:0} seconds", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new BrokenTransferException(
                $"the connection fails ({CsvTable.Printable(error.GetBaseException().Message)})",
                error
            );
        }
    }

    /// <summary>What marks this version of the file: a strong ETag, else the date; null for none.</summary>
    private static string? VersionOf(HttpResponseMessage response)
    {
        EntityTagHeaderValue? tag = response.Headers.ETag;
        return tag is { IsWeak: false } ? tag.Tag : response.Content.Headers.LastModified?.ToString("r");
    }

    /// <summary>The transfer broke off.</summary>
    private sealed class BrokenTransferException(string message, Exception? inner = null) : Exception(message, inner)
    {
        /// <summary>Trying again would not help.</summary>
        public bool IsFinal { get; init; }
    }
}
