using RobustRepro.Files;

namespace RobustRepro.Datasets.Download;

/// <summary>A data set that is used but not shipped: where it comes from and how to tell that it is the right
/// file.</summary>
/// <param name="Name">What the command line calls it: lower-case letters, digits and hyphens.</param>
/// <param name="What">One line.</param>
/// <param name="File">Name of the file, without folders.</param>
/// <param name="Licence">Terms of use.</param>
/// <param name="HashSource">Where size and hashes were published, or why there are none.</param>
/// <param name="Url">Null where there is no free download.</param>
/// <param name="Instructions">How to get it where there is no URL.</param>
/// <param name="Use">Option that takes it, with PATH for the file or folder.</param>
/// <param name="Bytes">Size, where it is known.</param>
/// <param name="Md5">Lower-case hexadecimal, where it is published.</param>
/// <param name="Sha256">Lower-case hexadecimal, where it is published.</param>
/// <param name="Unpack">The file is an archive that is used unpacked.</param>
public sealed record DataSetEntry(
    string Name,
    string What,
    string File,
    string Licence,
    string HashSource,
    Uri? Url = null,
    string? Instructions = null,
    string? Use = null,
    long? Bytes = null,
    string? Md5 = null,
    string? Sha256 = null,
    bool Unpack = false
)
{
    /// <summary>How a file differs from what was published of this one, or null.</summary>
    public string? DifferenceOf(FileDigest digest) =>
        Bytes is { } bytes && bytes != digest.Bytes ? $"it has {digest.Bytes:N0} bytes, expected {bytes:N0}"
        : Sha256 is { } sha256 && sha256 != digest.Sha256 ? $"its SHA-256 is {digest.Sha256}, expected {sha256}"
        : Md5 is { } md5 && md5 != digest.Md5 ? $"its MD5 is {digest.Md5}, expected {md5}"
        : null;
}
