using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace RobustRepro.Checkpoints;

/// <summary>
/// Reads one pickle: the opcodes that torch.save writes with protocols 2 to 4 (Python's pickletools.py documents them).
/// Python values become long (BigInteger beyond 64 bits), double, bool, string, byte[], null, <c>object?[]</c> for
/// tuples, <c>List&lt;object?&gt;</c> for lists and sets, and <see cref="TorchEntries"/>. Whatever else a pickle names
/// goes through <see cref="IPickleObjects"/>; nothing is ever looked up or run. An <see cref="InertObject"/> swallows
/// what the pickle would put into it.
/// </summary>
/// <param name="stream">Seekable; left just behind the pickle.</param>
/// <param name="objects">What the pickle may refer to and build.</param>
internal sealed class PickleReader(Stream stream, IPickleObjects objects)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly PickleInput input = new(stream);
    private readonly PickleStack stack = new();
    private readonly Dictionary<int, object?> memo = [];

    /// <summary>The value that the pickle makes.</summary>
    /// <exception cref="InvalidDataException">The pickle is damaged or uses something that is not admitted.</exception>
    public object? Read()
    {
        while (Step()) { }
        return stack.Pop();
    }

    /// <summary>One opcode. Not inlined: a file is read once, and the runtime would take longer to optimise the whole
    /// loop than the loop takes.</summary>
    /// <returns>Whether more follow.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Step()
    {
        int opcode = input.Byte();
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
                stack.Push(null);
                return true;
            case 0x88:
                stack.Push(true);
                return true;
            case 0x89:
                stack.Push(false);
                return true;
            case 'K':
                stack.Push((long)input.Byte());
                return true;
            case 'M':
                stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(input.Bytes(2)));
                return true;
            case 'J':
                stack.Push((long)input.Int32());
                return true;
            case 0x8a:
                stack.PushInteger(new BigInteger(input.Bytes(input.Byte())));
                return true;
            case 'G':
                stack.Push(BinaryPrimitives.ReadDoubleBigEndian(input.Bytes(8)));
                return true;
            case 'X':
                stack.Push(Utf8.GetString(input.Bytes(input.UInt32())));
                return true;
            case 0x8c:
                stack.Push(Utf8.GetString(input.Bytes(input.Byte())));
                return true;
            // strings of Python 2
            case 'T':
                stack.Push(Encoding.Latin1.GetString(input.Bytes(input.Int32())));
                return true;
            case 'U':
                stack.Push(Encoding.Latin1.GetString(input.Bytes(input.Byte())));
                return true;
            case 'B':
                stack.Push(input.Bytes(input.UInt32()));
                return true;
            case 'C':
                stack.Push(input.Bytes(input.Byte()));
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
                stack.PushMark();
                return true;
            case '0':
                stack.Pop();
                return true;
            case ')':
                stack.Push(Array.Empty<object?>());
                return true;
            case 't':
                stack.Push(stack.PopToMark());
                return true;
            case 0x85 or 0x86 or 0x87:
                var tuple = new object?[opcode - 0x84];
                for (int i = tuple.Length - 1; i >= 0; i--)
                    tuple[i] = stack.Pop();
                stack.Push(tuple);
                return true;
            case ']' or 0x8f:
                stack.Push(new List<object?>());
                return true;
            case 'a':
                object? item = stack.Pop();
                if (stack.Peek() is not InertObject)
                    stack.Top<List<object?>>().Add(item);
                return true;
            case 'e' or 0x90:
                object?[] items = stack.PopToMark();
                if (stack.Peek() is not InertObject)
                    stack.Top<List<object?>>().AddRange(items);
                return true;
            case 0x91:
                stack.Push(new List<object?>(stack.PopToMark()));
                return true;
            case '}':
                stack.Push(new TorchEntries());
                return true;
            case 's':
                object? value = stack.Pop();
                object? key = stack.Pop();
                if (stack.Peek() is not InertObject)
                    stack.Top<TorchEntries>().Set(key, value);
                return true;
            case 'u':
                object?[] pairs = stack.PopToMark();
                if (pairs.Length % 2 != 0)
                    throw new InvalidDataException("a key of a dictionary has no value");
                for (int i = 0; i < pairs.Length && stack.Peek() is not InertObject; i += 2)
                    stack.Top<TorchEntries>().Set(pairs[i], pairs[i + 1]);
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
                memo[input.Byte()] = stack.Peek();
                return true;
            case 'r':
                memo[input.Int32()] = stack.Peek();
                return true;
            case 0x94:
                memo[memo.Count] = stack.Peek();
                return true;
            case 'h':
                stack.Push(Recall(input.Byte()));
                return true;
            case 'j':
                stack.Push(Recall(input.Int32()));
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
                int protocol = input.Byte();
                if (protocol is < 2 or > 4)
                    throw new InvalidDataException($"pickle protocol {protocol} is not supported, 2 to 4 are");
                return true;
            case 0x95:
                _ = input.Bytes(8); // FRAME: a reading hint
                return true;
            case 'c':
                string module = input.Line();
                stack.Push(Admitted(new(module, input.Line())));
                return true;
            case 0x93:
                string name = stack.Pop<string>();
                stack.Push(Admitted(new(stack.Pop<string>(), name)));
                return true;
            case 'R' or 0x81:
                object?[] arguments = stack.Pop<object?[]>();
                if (stack.Pop() is not PickleGlobal called)
                    throw new InvalidDataException(
                        "it calls something that it made itself, which torch.save does not write"
                    );
                stack.Push(objects.Build(called, arguments));
                return true;
            case 'b':
                // an OrderedDict's attributes (a state dict's _metadata): versions of modules, which nothing here needs
                stack.Pop();
                if (stack.Peek() is not InertObject)
                    _ = stack.Top<TorchEntries>();
                return true;
            case 'Q':
                stack.Push(objects.Persistent(stack.Pop()));
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

    private object? Recall(int slot) =>
        memo.TryGetValue(slot, out object? value)
            ? value
            : throw new InvalidDataException($"the pickle recalls slot {slot}, which it never filled");
}
