using RobustRepro.Tests.Fuzz.Readers;

namespace RobustRepro.Fuzz;

/// <summary>Gives inputs to a reader, and tells what is a find.</summary>
internal sealed class Trial : IDisposable
{
    /// <summary>What is said of an input that took too long, or too much.</summary>
    public const string Slow = "slow",
        Memory = "memory";

    /// <summary>Processor time of one input, beyond which it is a find.</summary>
    private const double MostSeconds = 1;

    /// <summary>Memory of one input, beyond which it is a find: so much, and so much per byte of the file.</summary>
    private const long MostMemory = 96 << 20,
        MostPerByte = 512;

    /// <summary>Bytes of declared content that may be worked on in a second.</summary>
    private const double DeclaredPerSecond = 100e6;

    private readonly FuzzedReader reader;
    private readonly string folder;
    private readonly string path;
    private readonly HashSet<string> files;
    private long resident;

    /// <param name="folder">Of its own; on a file system in memory it is fast.</param>
    public Trial(FuzzedReader reader, string folder)
    {
        this.reader = reader;
        this.folder = folder;
        path = Path.Combine(folder, reader.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        reader.Prepare(folder);
        File.WriteAllBytes(path, []);
        files = [.. Entries()];
        resident = Usage.Forget();
    }

    private IEnumerable<string> Entries() =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories);

    /// <summary>What is wrong with how the input was answered, in a few words; null where it was read or
    /// refused.</summary>
    public string? Of(byte[] input)
    {
        byte[] content = reader.Pack(input);
        File.WriteAllBytes(path, content);
        double before = Usage.Seconds;
        string? wrong = Read();
        double seconds = Usage.Seconds - before;
        long most = Usage.MostMemory,
            taken = most - resident;
        if (taken > MostMemory)
            Settle();
        long declared = reader.Declared(content);
        if (wrong is null && seconds > MostSeconds + declared / DeclaredPerSecond)
            wrong = Slow;
        if (wrong is null && taken > MostMemory + MostPerByte * content.Length + declared)
            wrong = Memory;
        return wrong;
    }

    /// <summary>What is loaded by now is no input's doing.</summary>
    public void Settle()
    {
        GC.Collect();
        resident = Usage.Forget();
    }

    /// <summary>Whether anything lies in the folder that did not before; it is removed.</summary>
    public bool LeftSomething()
    {
        string[] left = [.. Entries().Where(e => !files.Contains(e))];
        foreach (string entry in left)
        {
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }
        return left.Length > 0;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string? Read()
    {
        try
        {
            reader.Read(path);
            return null;
        }
        catch (InvalidInputException e)
        {
            return e.Message.AsSpan().ContainsAny("\n\r\0\u001b") ? $"message {Where(e)}" : null;
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name} {Where(e)}";
        }
    }

    /// <summary>The first place in the suite's own code on the way.</summary>
    private static string Where(Exception e) =>
        (e.StackTrace ?? "")
            .Split('\n')
            .Select(l => l.Trim())
            .FirstOrDefault(l => l.StartsWith("at RobustRepro.", StringComparison.Ordinal))
            ?.Split('(')[0]["at RobustRepro.".Length..]
        ?? "elsewhere";
}
