using System.Security.Cryptography;
using RobustRepro.Datasets.Download;

namespace RobustRepro.Files;

/// <summary>Size and hashes of a file.</summary>
/// <param name="Md5">Lower-case hexadecimal; old data sets publish no other.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record FileDigest(long Bytes, string Md5, string Sha256)
{
    private const int BufferBytes = 1 << 20;

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FileDigest Of(
        string path,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using FileStream stream = File.OpenRead(path);
        long total = stream.Length,
            done = 0;
        var buffer = new byte[BufferBytes];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            cancellation.ThrowIfCancellationRequested();
            md5.AppendData(buffer, 0, read);
            sha256.AppendData(buffer, 0, read);
            progress?.Report(new(done += read, total));
        }
        return new(
            total,
            Convert.ToHexStringLower(md5.GetHashAndReset()),
            Convert.ToHexStringLower(sha256.GetHashAndReset())
        );
    }

    /// <summary>How it differs from what a data set says of its file, or null.</summary>
    public string? DifferenceFrom(DataSetEntry entry) =>
        entry.Bytes is { } bytes && bytes != Bytes ? $"it has {Bytes:N0} bytes, expected {bytes:N0}"
        : entry.Sha256 is { } sha256 && sha256 != Sha256 ? $"its SHA-256 is {Sha256}, expected {sha256}"
        : entry.Md5 is { } md5 && md5 != Md5 ? $"its MD5 is {Md5}, expected {md5}"
        : null;
}
