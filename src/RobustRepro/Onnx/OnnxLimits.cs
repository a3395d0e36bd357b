using Google.Protobuf;
using Google.Protobuf.Reflection;
using RobustRepro.Onnx.Proto;

namespace RobustRepro.Onnx;

/// <summary>What a file may ask for. Networks stay far below; a file that means harm does not.</summary>
internal static class OnnxLimits
{
    /// <summary>Protocol buffers cannot be longer; larger weights lie in files beside.</summary>
    public const long MostBytes = int.MaxValue;

    /// <summary>Nodes, initializers, attributes and whatever else is a message or a text. An empty one takes two bytes
    /// in the file and a hundred in memory.</summary>
    public const int MostMessages = 2_000_000;

    /// <summary>Nodes after functions were put in place of their calls, which can grow without end.</summary>
    public const int MostNodes = 100_000;

    /// <summary>Functions that call functions.</summary>
    public const int DeepestCalls = 16;

    /// <summary>Values of a tensor that a node makes larger than what it gets: 1 GiB of float32.</summary>
    public const long MostValues = 1L << 28;

    /// <summary>Dimensions of a tensor; libtorch takes 64.</summary>
    public const int MostDimensions = 16;

    /// <summary>Numbers of a shape, of axes or of sizes.</summary>
    public const int MaxListed = 65_536;

    private const int DeepestMessages = 64;

    /// <summary>Goes through a file without keeping anything of it.</summary>
    /// <exception cref="InvalidDataException">It holds too many messages, or one inside another too often.</exception>
    /// <exception cref="InvalidProtocolBufferException">It is no protocol buffer, or ends too early.</exception>
    public static void Scan(byte[] bytes)
    {
        int left = MostMessages;
        Scan(bytes, 0, bytes.Length, ModelProto.Descriptor, 0, ref left);
    }

    /// <summary>The number of values of this shape.</summary>
    /// <exception cref="InvalidDataException">There would be too many, or a length is negative.</exception>
    public static long Values(IEnumerable<long> shape)
    {
        long[] lengths = [.. shape];
        if (lengths.Length > MostDimensions)
            throw new InvalidDataException($"a shape has {lengths.Length} dimensions, at most {MostDimensions} go");
        if (lengths.Any(n => n < 0))
            throw new InvalidDataException($"a shape of [{string.Join(", ", lengths)}] has a negative length");
        if (lengths.Contains(0))
            return 0;
        long values = 1;
        foreach (long length in lengths)
        {
            if (length > MostValues / values)
                throw new InvalidDataException(
                    $"a tensor of [{string.Join(", ", lengths)}] would hold more than {MostValues} values"
                );
            values *= length;
        }
        return values;
    }

    private static void Scan(byte[] bytes, int from, int length, MessageDescriptor message, int depth, ref int left)
    {
        using var input = new CodedInputStream(bytes, from, length);
        if (depth > DeepestMessages)
            throw new InvalidDataException($"messages lie more than {DeepestMessages} deep in one another");
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            FieldDescriptor? field = message.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag));
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                // an unknown field is kept with the message; a known number takes no more than eight bytes
                if (field is null || !field.IsRepeated)
                    Count(ref left);
                input.SkipLastField();
                continue;
            }
            if (field is { FieldType: FieldType.Message })
            {
                Count(ref left);
                int start = (int)input.Position;
                input.SkipLastField();
                // behind the length, whose last byte has its highest bit clear
                while ((bytes[start++] & 0x80) != 0) { }
                if ((int)input.Position > start)
                    Scan(bytes, start, (int)input.Position - start, field.MessageType, depth + 1, ref left);
                continue;
            }
            if (field is null or { FieldType: FieldType.Bytes or FieldType.String })
                Count(ref left);
            input.SkipLastField();
        }
    }

    private static void Count(ref int left)
    {
        if (--left < 0)
            throw new InvalidDataException($"it holds more than {MostMessages} nodes, tensors, names and values");
    }
}
