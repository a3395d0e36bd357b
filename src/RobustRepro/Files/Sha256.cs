using System.Security.Cryptography;
using System.Text;

namespace RobustRepro.Files;

/// <summary>Hashes by which results name what they rest on: lower-case hexadecimal.</summary>
public static class Sha256
{
    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Texts as bytes to be hashed, each with its end marked, so that no two lists give the same.</summary>
    public static byte[] BytesOf(IEnumerable<string> texts) =>
        Encoding.UTF8.GetBytes(string.Concat(texts.Select(t => $"{t.Length}:{t}\n")));

    /// <summary>The hash of several pieces, one after the other.</summary>
    public static string OfAll(IEnumerable<byte[]> pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] piece in pieces)
            hash.AppendData(piece);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
