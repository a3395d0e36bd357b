using System.Buffers.Binary;

namespace RobustRepro.Checkpoints;

/// <summary>Tells the formats of checkpoints apart by what files begin with; their extensions mean nothing.</summary>
internal static class FileFormats
{
    /// <exception cref="InvalidDataException">None of them; the message says what it looks like instead.</exception>
    public static CheckpointFormat Of(FileStream stream)
    {
        Span<byte> buffer = stackalloc byte[512];
        ReadOnlySpan<byte> start = buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (start.StartsWith("PK\x03\x04"u8))
            return CheckpointFormat.TorchZip;
        if (start.Length > 0 && start[0] is 0x80 or (byte)'L' && TorchLegacyReader.BeginsWithMagic(start))
            return CheckpointFormat.TorchLegacy;
        if (start.Length > 262 && start[257..].StartsWith("ustar"u8))
            return CheckpointFormat.TorchTar;
        if (
            start.Length > 8
            && start[8] == '{'
            && BinaryPrimitives.ReadInt64LittleEndian(start) is >= 2 and <= Safetensors.LargestHeader
        )
            return CheckpointFormat.Safetensors;
        throw new InvalidDataException(Instead(start));
    }

    private static string Instead(ReadOnlySpan<byte> start)
    {
        const string expected = "neither a file of torch.save (zip or legacy) nor a safetensors file";
        if (start.IsEmpty)
            return "it is empty";
        if (start.StartsWith("version https://git-lfs"u8))
            return $"{expected}, but a Git LFS pointer: fetch the file itself with 'git lfs pull'";
        if (start[0] == '<')
            return $"{expected}, but a web page: the download failed";
        if (start[0] == 0x80)
            return $"{expected}, but some other pickle: save the network's state_dict() with torch.save";
        return expected;
    }
}
