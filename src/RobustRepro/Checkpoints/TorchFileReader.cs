using RobustRepro.Files;

namespace RobustRepro.Checkpoints;

/// <summary>
/// Opens files of torch.save (.pt, .pth) without Python and without running anything that they name. See
/// <see cref="TorchObjects"/> for what such a file may hold.
/// </summary>
internal static class TorchFileReader
{
    /// <exception cref="InvalidInputException">The file is missing, damaged, of another format, or names something that
    /// is not read.</exception>
    public static TorchFile Open(string path)
    {
        InputFile.Require(path);
        FileStream stream = File.OpenRead(path);
        try
        {
            return FileFormats.Of(stream) switch
            {
                CheckpointFormat.TorchZip => TorchZipReader.Read(path, stream),
                CheckpointFormat.TorchTar => TorchTarReader.Read(path, stream),
                CheckpointFormat.TorchLegacy => TorchLegacyReader.Read(path, stream),
                _ => throw new InvalidDataException("it is a safetensors file"),
            };
        }
        catch (Exception e)
        {
            stream.Dispose();
            throw new InvalidInputException($"{path}: cannot be read as a PyTorch file: {Cause(e)}", e);
        }
    }

    private static string Cause(Exception e) =>
        e is InvalidDataException
        && e.InnerException is null
        && !e.Message.Contains("Central Directory", StringComparison.Ordinal)
            ? Printable.Line(e.Message)
            : $"truncated or damaged ({Printable.Line(e.Message)})";
}
