namespace RobustRepro.Tests.Fuzz.Readers;

/// <summary>A reader of strangers' files, with what fuzzing needs to know of it. <c>eng/fuzz.sh</c> gives each of them
/// millions of inputs, the tests a few hundred.</summary>
/// <param name="Name">Lower-case letters and hyphens.</param>
/// <param name="FileName">Relative to the folder that is worked in; readers look at extensions.</param>
/// <param name="Seeds">Valid inputs.</param>
/// <param name="Read">Reads the file of this path. Whatever it throws but an <see cref="InvalidInputException"/> of one
/// line is a find.</param>
internal sealed record FuzzedReader(string Name, string FileName, Func<IEnumerable<byte[]>> Seeds, Action<string> Read)
{
    /// <summary>Makes the file's content of an input: what has checksums in it gets right ones, since nothing behind
    /// a wrong one is ever reached.</summary>
    public Func<byte[], byte[]> Pack { get; init; } = input => input;

    /// <summary>Puts files beside into the folder that is worked in.</summary>
    public Action<string> Prepare { get; init; } = _ => { };

    /// <summary>Pieces of the format, which random bytes would not hit on.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Bytes of memory beyond the usual that a file may ask for by what it declares: pixels of an
    /// image.</summary>
    public Func<byte[], long> Declared { get; init; } = _ => 0;

    public override string ToString() => Name;
}
