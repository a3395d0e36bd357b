using System.Buffers.Binary;
using RobustRepro.Files;

namespace RobustRepro.Checkpoints;

/// <summary>Tells the formats of checkpoints apart by what files begin with; their extensions mean nothing.</summary>
internal static class FileFormats
{
    /// <exception cref="InvalidDataException">None of them; the message says what it looks like instead.</exception>
    public static CheckpointFormat Of(FileStream stream)
    {
        Span<byte> buffer = stackalloc byte[512];
        ReadOnlySpan<byte> start = Start(stream, buffer);
        return Known(start) ?? throw new InvalidDataException(Instead(start, OnnxContent.Is(stream)));
    }

    /// <summary>Whether the content is one of them.</summary>
    public static bool IsAny(FileStream stream)
    {
        Span<byte> buffer = stackalloc byte[512];
        return Known(Start(stream, buffer)) is not null;
    }

    private static ReadOnlySpan<byte> Start(FileStream stream, Span<byte> buffer)
    {
        int read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return buffer[..read];
    }

    private static CheckpointFormat? Known(ReadOnlySpan<byte> start)
    {
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
        return null;
    }

    private static string Instead(ReadOnlySpan<byte> start, bool onnx)
    {
        const string expected = "neither a file of torch.save (zip or legacy) nor a safetensors file";
        if (start.IsEmpty)
            return "it is empty";
        if (start.StartsWith("version https://git-lfs"u8))
            return $"{expected}, but a Git LFS pointer: fetch the file itself with 'git lfs pull'";
        if (onnx)
            return $"{expected}, but an ONNX file, which 'models inspect', 'evaluate' and 'compare' read";
        if (start[0] == '<')
            return $"{expected}, but a web page: the download failed";
        if (start[0] == 0x80)
            return $"{expected}, but some other pickle: save the network's state_dict() with torch.save";
        return expected;
    }
}
