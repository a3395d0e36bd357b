namespace RobustRepro.Files;

/// <summary>Tells ONNX files by their content. They begin with no mark of their own, but each is one message whose few
/// outermost fields are known and end where the file ends.</summary>
internal static class OnnxContent
{
    private const int Version = 1,
        Graph = 7;

    /// <summary>More outermost fields than any writer makes: one per operator set, function and text of
    /// metadata.</summary>
    private const int MostFields = 100_000;

    /// <summary>The fields of <c>ModelProto</c>: two numbers, then texts and messages.</summary>
    private static readonly int[] Numbers = [Version, 5],
        Lengths = [2, 3, 4, 6, Graph, 8, 14, 20, 25, 26];

    /// <summary>Whether it is one for certain: a file that is cut off is not.</summary>
    /// <param name="stream">Is read from its beginning, and stands there again afterwards.</param>
    public static bool Is(Stream stream)
    {
        try
        {
            stream.Position = 0;
            return Walk(stream);
        }
        finally
        {
            stream.Position = 0;
        }
    }

    private static bool Walk(Stream stream)
    {
        bool version = false,
            graph = false;
        for (int fields = 0; stream.Position < stream.Length; fields++)
        {
            if (fields == MostFields || Number(stream) is not { } tag || Number(stream) is not { } value)
                return false;
            (ulong field, ulong kind) = (tag >> 3, tag & 7);
            if (kind == 0 && Numbers.Contains((int)field))
                version |= field == Version && value > 0;
            else if (kind == 2 && Lengths.Contains((int)field) && value <= (ulong)(stream.Length - stream.Position))
            {
                graph |= field == Graph && value > 0;
                stream.Position += (long)value;
            }
            else
                return false;
        }
        return version && graph;
    }

    /// <summary>A number of seven bits a byte; null where there is none.</summary>
    private static ulong? Number(Stream stream)
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (stream.ReadByte() is not (>= 0 and var read))
                return null;
            number |= (ulong)(read & 0x7f) << shift;
            if (read < 0x80)
                return number;
        }
        return null;
    }
}
