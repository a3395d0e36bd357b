using System.Collections.Concurrent;
using System.IO.Hashing;

namespace RobustRepro.Files;

/// <summary>Files that are read several times in one run: when they are hashed, and by every network that looks at
/// them. All of it must be the same content, or numbers would rest on other files than is said.</summary>
internal sealed class UnchangedFiles
{
    private readonly ConcurrentDictionary<string, UInt128> seen = new(StringComparer.Ordinal);

    /// <summary>The content, which is the one that was seen at first.</summary>
    /// <param name="name">The file, as errors name it.</param>
    /// <exception cref="InvalidInputException">It is another.</exception>
    public byte[] Same(string name, byte[] content)
    {
        UInt128 hash = XxHash128.HashToUInt128(content);
        return seen.GetOrAdd(name, hash) == hash
            ? content
            : throw new InvalidInputException(
                $"{name}: the file was changed while it was used; run again when nothing writes to it"
            );
    }
}
