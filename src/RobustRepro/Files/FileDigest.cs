using System.Security.Cryptography;

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
}
