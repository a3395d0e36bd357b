using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace RobustRepro.Checkpoints;

/// <summary>
/// Reads one pickle: the opcodes that torch.save writes with protocols 2 to 4 (Python's pickletools.py documents them).
/// Python values become
/// long (BigInteger beyond 64 bits), double, bool, string, byte[], null, <c>object?[]</c> for tuples,
/// <c>List&lt;object?&gt;</c> for lists and
/// sets, and <see cref="TorchEntries"/>. Whatever else a pickle names goes through <see cref="IPickleObjects"/>;
/// nothing is ever looked up or run.
/// An <see cref="InertObject"/> swallows what the pickle would put into it.
/// </summary>
/// <param name="stream">Seekable; left just behind the pickle.</param>
internal sealed class PickleReader(Stream stream, IPickleObjects objects)
{
    /// <summary>In bytes. A network of a thousand layers takes a few hundred KiB; every byte of a pickle may become an
    /// object of some forty.</summary>
    public const int Longest = 8 << 20;

    private const int LongestLine = 4096;

    private static readonly object Mark = new();
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<object?> stack = [];
    private readonly Dictionary<int, object?> memo = [];
    private readonly long end = stream.Length;
    private long length;

    /// <exception cref="InvalidDataException">The pickle is damaged or uses something that is not admitted.</exception>
    public object? Read()
    {
        while (Step()) { }
        return Pop();
    }

    /// <summary>One opcode. Not inlined: a file is read once, and the runtime would take longer to optimise the whole
    /// loop than the loop takes.</summary>
    /// <returns>Whether more follow.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Step()
    {
        int opcode = Byte();
        if (opcode == '.')
            return false;
        return Value(opcode) || Container(opcode) || Memory(opcode) || Object(opcode)
            ? true
            : throw new InvalidDataException($"pickle opcode 0x{opcode:x2} is not one that torch.save writes");
    }

    private bool Value(int opcode)
    {
        switch (opcode)
        {
            case 'N':
                Push(null);
                return true;
            case 0x88:
                Push(true);
                return true;
            case 0x89:
                Push(false);
                return true;
            case 'K':
                Push((long)Byte());
                return true;
            case 'M':
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)));
                return true;
            case 'J':
                Push((long)Int32());
                return true;
            case 0x8a:
                PushInteger(new BigInteger(Bytes(Byte())));
                return true;
            case 'G':
                Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)));
                return true;
            case 'X':
                Push(Utf8.GetString(Bytes(UInt32())));
                return true;
            case 0x8c:
                Push(Utf8.GetString(Bytes(Byte())));
                return true;
            // strings of Python 2
            case 'T':
                Push(Encoding.Latin1.GetString(Bytes(Int32())));
                return true;
            case 'U':
                Push(Encoding.Latin1.GetString(Bytes(Byte())));
                return true;
            case 'B':
                Push(Bytes(UInt32()));
                return true;
            case 'C':
                Push(Bytes(Byte()));
                return true;
            default:
                return false;
        }
    }

    private bool Container(int opcode)
    {
        switch (opcode)
        {
            case '(':
                Push(Mark);
                return true;
            case '0':
                Pop();
                return true;
            case ')':
                Push(Array.Empty<object?>());
                return true;
            case 't':
                Push(PopToMark());
                return true;
            case 0x85 or 0x86 or 0x87:
                var tuple = new object?[opcode - 0x84];
                for (int i = tuple.Length - 1; i >= 0; i--)
                    tuple[i] = Pop();
                Push(tuple);
                return true;
            case ']' or 0x8f:
                Push(new List<object?>());
                return true;
            case 'a':
                object? item = Pop();
                if (Peek() is not InertObject)
                    Top<List<object?>>().Add(item);
                return true;
            case 'e' or 0x90:
                object?[] items = PopToMark();
                if (Peek() is not InertObject)
                    Top<List<object?>>().AddRange(items);
                return true;
            case 0x91:
                Push(new List<object?>(PopToMark()));
                return true;
            case '}':
                Push(new TorchEntries());
                return true;
            case 's':
                object? value = Pop();
                object? key = Pop();
                if (Peek() is not InertObject)
                    Top<TorchEntries>().Set(key, value);
                return true;
            case 'u':
                object?[] pairs = PopToMark();
                if (pairs.Length % 2 != 0)
                    throw new InvalidDataException("a key of a dictionary has no value");
                for (int i = 0; i < pairs.Length && Peek() is not InertObject; i += 2)
                    Top<TorchEntries>().Set(pairs[i], pairs[i + 1]);
                return true;
            default:
                return false;
        }
    }

    private bool Memory(int opcode)
    {
        switch (opcode)
        {
            case 'q':
                memo[Byte()] = Peek();
                return true;
            case 'r':
                memo[Int32()] = Peek();
                return true;
            case 0x94:
                memo[memo.Count] = Peek();
                return true;
            case 'h':
                Push(Recall(Byte()));
                return true;
            case 'j':
                Push(Recall(Int32()));
                return true;
            default:
                return false;
        }
    }

    private bool Object(int opcode)
    {
        switch (opcode)
        {
            case 0x80:
                int protocol = Byte();
                if (protocol is < 2 or > 4)
                    throw new InvalidDataException($"pickle protocol {protocol} is not supported, 2 to 4 are");
                return true;
            case 0x95:
                _ = Bytes(8); // FRAME: a reading hint
                return true;
            case 'c':
                string module = Line();
                Push(Admitted(new(module, Line())));
                return true;
            case 0x93:
                string name = Pop<string>();
                Push(Admitted(new(Pop<string>(), name)));
                return true;
            case 'R' or 0x81:
                object?[] arguments = Pop<object?[]>();
                if (Pop() is not PickleGlobal called)
                    throw new InvalidDataException(
                        "it calls something that it made itself, which torch.save does not write"
                    );
                Push(objects.Build(called, arguments));
                return true;
            case 'b':
                // an OrderedDict's attributes (a state dict's _metadata): versions of modules, which nothing here needs
                Pop();
                if (Peek() is not InertObject)
                    _ = Top<TorchEntries>();
                return true;
            case 'Q':
                Push(objects.Persistent(Pop()));
                return true;
            default:
                return false;
        }
    }

    private PickleGlobal Admitted(PickleGlobal global)
    {
        objects.Admit(global);
        return global;
    }

    private void Push(object? value) => stack.Add(value);

    private void PushInteger(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
            Push((long)value);
        else
            Push(value);
    }

    private object? Peek() =>
        stack.Count > 0 ? stack[^1] : throw new InvalidDataException("the pickle takes from an empty stack");

    private object? Pop()
    {
        object? value = Peek();
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private T Pop<T>() =>
        Pop() is T value
            ? value
            : throw new InvalidDataException($"the pickle has something else where a {typeof(T).Name} belongs");

    private T Top<T>() =>
        Peek() is T value
            ? value
            : throw new InvalidDataException($"the pickle has something else where a {typeof(T).Name} belongs");

    private object?[] PopToMark()
    {
        int at = stack.LastIndexOf(Mark);
        if (at < 0)
            throw new InvalidDataException("the pickle closes what it never opened");
        object?[] items = [.. stack.Skip(at + 1)];
        stack.RemoveRange(at, stack.Count - at);
        return items;
    }

    private object? Recall(int slot) =>
        memo.TryGetValue(slot, out object? value)
            ? value
            : throw new InvalidDataException($"the pickle recalls slot {slot}, which it never filled");

    private int Byte()
    {
        Count(1);
        int value = stream.ReadByte();
        return value >= 0 ? value : throw new EndOfStreamException("the pickle ends in the middle");
    }

    /// <summary>The length is checked against what is left before anything is allocated.</summary>
    private byte[] Bytes(long count)
    {
        if (count < 0 || count > end - stream.Position)
            throw new EndOfStreamException($"the pickle claims {count} bytes where {end - stream.Position} are left");
        Count(count);
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Count(long bytes)
    {
        length += bytes;
        if (length > Longest)
            throw new InvalidDataException(
                $"its pickle is longer than {Longest >> 20} MiB, more than names and shapes of any network take"
            );
    }

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    private string Line()
    {
        var line = new StringBuilder();
        for (int c = Byte(); c != '\n'; c = Byte())
        {
            if (line.Length == LongestLine)
                throw new InvalidDataException($"a name of more than {LongestLine} characters");
            line.Append((char)c);
        }
        return line.ToString();
    }
}
