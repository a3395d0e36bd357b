using Microsoft.Win32.SafeHandles;

namespace RobustRepro.Checkpoints;

/// <summary>Reads at a place in a file without moving its position, so that threads can share it.</summary>
internal static class PositionedRead
{
    /// <exception cref="EndOfStreamException">The file is shorter than when it was opened.</exception>
    public static void Exactly(SafeFileHandle file, long position, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(file, destination, position);
            if (read == 0)
                throw new EndOfStreamException($"the file ends at {position}");
            position += read;
            destination = destination[read..];
        }
    }
}
