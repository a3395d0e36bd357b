using RobustRepro.Files;

namespace RobustRepro.Measuring.Store;

/// <summary>The code that measurements depend on, as a hash over its sources: those of the folders that measuring goes
/// through. Docs, claims, statistics of verdicts, training, reports and tests are not in it, nor where and when it was
/// built.</summary>
internal static class CodeHash
{
    /// <summary>Made by the build: a line per source file, its path and its hash.</summary>
    private const string Resource = "measuring-sources.txt";

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string Value { get; } = Of(Lines());

    /// <summary>The order in which a file system lists files does not matter.</summary>
    internal static string Of(IEnumerable<string> lines) =>
        Sha256.Of(
            Sha256.BytesOf(
                lines.Select(l => l.Trim().Replace('\\', '/')).Where(l => l.Length > 0).Order(StringComparer.Ordinal)
            )
        );

    internal static string[] Lines()
    {
        using Stream stream =
            typeof(CodeHash).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the library was built without {Resource}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
