namespace RobustRepro.Checkpoints;

/// <summary>
/// Opens files of torch.save (.pt, .pth) without Python and without running anything that they name. See <see cref="TorchObjects"/> for
/// what such a file may hold.
/// </summary>
public static class TorchFileReader
{
    /// <exception cref="InvalidInputException">The file is missing, damaged, of another format, or names something that is not read.</exception>
    public static TorchFile Open(string path)
    {
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: no such file");
        FileStream stream = File.OpenRead(path);
        try
        {
            return IsZip(stream)
                ? TorchZipReader.Read(path, stream)
                : throw new InvalidDataException("neither a zip nor a safetensors file; a file of PyTorch before 1.6 must be saved again by a later one");
        }
        catch (Exception e)
        {
            stream.Dispose();
            throw new InvalidInputException($"{path}: cannot be read as a PyTorch file: {Cause(e)}", e);
        }
    }

    private static bool IsZip(FileStream stream)
    {
        Span<byte> start = stackalloc byte[4];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == start.Length && start.SequenceEqual("PK\x03\x04"u8);
    }

    private static string Cause(Exception e) => e is InvalidDataException && e.InnerException is null && !e.Message.Contains("Central Directory", StringComparison.Ordinal)
        ? e.Message
        : $"truncated or damaged ({e.Message.Split('\n')[0]})";
}
