namespace RobustRepro.Files;

/// <summary>Writes a file so that a reader, or the next run after a crash, finds either the old content or the new,
/// never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a temporary file beside <paramref name="path"/>, flushes it to disk and renames it. Creates
    /// the folder.</summary>
    /// <exception cref="InvalidInputException">It is a folder, what should be its folder is a file, or one of them is a
    /// link to nothing.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        OutputFolder.RequireFile(full);
        OutputFolder.Create(Path.GetDirectoryName(full)!);
        // the number of a process is not its own where several machines share a folder
        string temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        using var unfinished = new Unfinished(temporary);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes text whole or not at all (UTF-8, no byte-order mark).</summary>
    public static void WriteText(string path, string text) =>
        Write(
            path,
            stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write(text);
            }
        );
}
