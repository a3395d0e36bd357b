using System.Runtime.InteropServices;
using RobustRepro.Files;
using RobustRepro.Onnx.Proto;
using TorchSharp;
using static RobustRepro.Onnx.Proto.TensorProto.Types;
using static TorchSharp.torch;

namespace RobustRepro.Onnx;

/// <summary>Tensors of a file, of every type that libtorch computes with. Unsigned integers of more than eight bits
/// become the next larger signed ones.</summary>
internal static class OnnxTensors
{
    /// <summary>The tensor, on the CPU.</summary>
    /// <param name="folder">Where values that lie outside of the file are looked for; null where none may.</param>
    /// <exception cref="InvalidDataException">The values are of a type that is not supported, are too few or too many,
    /// or lie where they may not.</exception>
    public static Tensor Read(TensorProto proto, string? folder)
    {
        string name = Printable.Name(proto.Name);
        var type = (DataType)proto.DataType;
        if (proto.Segment is not null)
            throw new InvalidDataException($"tensor '{name}' is stored in segments, which nothing writes any more");
        int size = SizeOf(type, name);
        long count;
        try
        {
            count = OnnxLimits.Values(proto.Dims);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"tensor '{name}': {e.Message}", e);
        }
        byte[] bytes =
            proto.DataLocation == DataLocation.External ? ExternalValues.Read(proto, folder, count * size)
            : proto.RawData.IsEmpty ? Typed(proto, type)
            : proto.RawData.ToByteArray();
        if (bytes.LongLength != count * size)
            throw new InvalidDataException(
                $"tensor '{name}' of {OnnxFailure.Shape(proto.Dims)} needs {count * size} bytes, "
                    + $"it has {bytes.LongLength}"
            );
        using DisposeScope scope = NewDisposeScope();
        return Widened(Filled(proto, type, bytes), type).MoveToOuterDisposeScope();
    }

    /// <summary>The type that a tensor of the file is computed in.</summary>
    /// <exception cref="InvalidDataException">It is a type of texts, of complex numbers, or of less than eight
    /// bits.</exception>
    public static ScalarType TypeOf(DataType type) =>
        type switch
        {
            DataType.Float => ScalarType.Float32,
            DataType.Double => ScalarType.Float64,
            DataType.Float16 => ScalarType.Float16,
            DataType.Bfloat16 => ScalarType.BFloat16,
            DataType.Int8 => ScalarType.Int8,
            DataType.Int16 => ScalarType.Int16,
            DataType.Int32 or DataType.Uint16 => ScalarType.Int32,
            DataType.Int64 or DataType.Uint32 or DataType.Uint64 => ScalarType.Int64,
            DataType.Uint8 => ScalarType.Byte,
            DataType.Bool => ScalarType.Bool,
            _ => throw new InvalidDataException(
                $"values of type {type.ToString().ToUpperInvariant()} are not supported"
            ),
        };

    private static int SizeOf(DataType type, string name)
    {
        try
        {
            TypeOf(type);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"tensor '{name}': {e.Message}", e);
        }
        return type switch
        {
            DataType.Bool or DataType.Int8 or DataType.Uint8 => 1,
            DataType.Float16 or DataType.Bfloat16 or DataType.Int16 or DataType.Uint16 => 2,
            DataType.Double or DataType.Int64 or DataType.Uint64 => 8,
            _ => 4,
        };
    }

    private static Tensor Filled(TensorProto proto, DataType type, byte[] bytes)
    {
        ScalarType stored = type switch
        {
            DataType.Uint16 => ScalarType.Int16,
            DataType.Uint32 => ScalarType.Int32,
            _ => TypeOf(type),
        };
        Tensor tensor = empty([.. proto.Dims], dtype: stored);
        if (type == DataType.Bool)
            bytes = [.. bytes.Select(b => (byte)(b != 0 ? 1 : 0))];
        if (bytes.Length > 0)
            tensor.bytes = bytes;
        return tensor;
    }

    /// <summary>Numbers read as signed, put right.</summary>
    private static Tensor Widened(Tensor tensor, DataType type) =>
        type switch
        {
            DataType.Uint16 => tensor.to(ScalarType.Int32).bitwise_and(0xffff),
            DataType.Uint32 => tensor.to(ScalarType.Int64).bitwise_and(0xffff_ffffL),
            _ => tensor,
        };

    /// <summary>Values of the fields that hold one type each, as raw ones would lie.</summary>
    private static byte[] Typed(TensorProto proto, DataType type) =>
        type switch
        {
            DataType.Float => Bytes<float>([.. proto.FloatData]),
            DataType.Double => Bytes<double>([.. proto.DoubleData]),
            DataType.Int64 => Bytes<long>([.. proto.Int64Data]),
            DataType.Uint64 => Bytes<ulong>([.. proto.Uint64Data]),
            DataType.Uint32 => Bytes<uint>([.. proto.Uint64Data.Select(v => (uint)v)]),
            DataType.Int32 => Bytes<int>([.. proto.Int32Data]),
            DataType.Bool or DataType.Int8 or DataType.Uint8 => [.. proto.Int32Data.Select(v => (byte)v)],
            _ => Bytes<short>([.. proto.Int32Data.Select(v => (short)v)]),
        };

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();
}
