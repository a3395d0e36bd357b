using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RobustRepro.Tests.Datasets.Download;

/// <summary>A web server for one file on this machine, which can break off, forget ranges, or answer with an error, as
/// real ones do.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<string?> ranges = [];

    public LoopbackServer(byte[] content)
    {
        Content = content;
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/files/data.bin");

    public byte[] Content { get; set; }

    /// <summary>Null for none.</summary>
    public string? ETag { get; set; } = "\"v1\"";

    public string? LastModified { get; set; }

    public bool KnowsRanges { get; set; } = true;

    /// <summary>Whether answers say how long they are.</summary>
    public bool SaysLength { get; set; } = true;

    /// <summary>For the next answers in turn: bytes of the body after which the connection breaks off.</summary>
    public Queue<int> Cuts { get; } = [];

    /// <summary>For the next answers in turn, in place of the file.</summary>
    public Queue<string> Errors { get; } = [];

    /// <summary>Keeps the connection open and sends nothing after the cut, until the client goes.</summary>
    public bool Stalls { get; set; }

    /// <summary>The Range header of each request, null where it had none.</summary>
    public IReadOnlyList<string?> Ranges
    {
        get
        {
            lock (ranges)
                return [.. ranges];
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                // one after another is enough
                try
                {
                    await AnswerAsync(client.GetStream());
                }
                catch (IOException)
                {
                    // the client went
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        Dictionary<string, string> request = await ReadHeadersAsync(stream);
        string? range = request.GetValueOrDefault("Range"),
            condition = request.GetValueOrDefault("If-Range");
        lock (ranges)
            ranges.Add(range);
        if (Errors.TryDequeue(out string? status))
        {
            await WriteAsync(stream, $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        int start = 0;
        var head = new StringBuilder();
        if (range is not null && KnowsRanges && (condition is null || condition == ETag || condition == LastModified))
        {
            start = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            head.Append(
                start < Content.Length ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 416 Range Not Satisfiable\r\n"
            );
            head.Append(
                start < Content.Length
                    ? $"Content-Range: bytes {start}-{Content.Length - 1}/{Content.Length}\r\n"
                    : $"Content-Range: bytes */{Content.Length}\r\n"
            );
            start = Math.Min(start, Content.Length);
        }
        else
        {
            head.Append("HTTP/1.1 200 OK\r\n");
        }
        if (ETag is not null)
            head.Append($"ETag: {ETag}\r\n");
        if (LastModified is not null)
            head.Append($"Last-Modified: {LastModified}\r\n");
        if (SaysLength)
            head.Append($"Content-Length: {Content.Length - start}\r\n");
        await WriteAsync(stream, head.Append("Connection: close\r\n\r\n").ToString());
        int end = Cuts.TryDequeue(out int cut) ? Math.Min(start + cut, Content.Length) : Content.Length;
        await stream.WriteAsync(Content.AsMemory(start, end - start));
        if (Stalls && end < Content.Length)
            await stream.CopyToAsync(Stream.Null);
    }

    private static async Task<Dictionary<string, string>> ReadHeadersAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
            text.Append((char)one[0]);
        return text.ToString()
            .Split("\r\n")
            .Skip(1)
            .Where(l => l.Contains(": "))
            .ToDictionary(l => l[..l.IndexOf(':')], l => l[(l.IndexOf(':') + 2)..], StringComparer.OrdinalIgnoreCase);
    }

    private static async Task WriteAsync(NetworkStream stream, string text) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
