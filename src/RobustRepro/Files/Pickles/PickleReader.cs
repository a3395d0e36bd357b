using System.Runtime.CompilerServices;

namespace RobustRepro.Files.Pickles;

/// <summary>
/// Reads one pickle: the opcodes of protocols 0 to 5 (Python's pickletools.py documents them).
/// Python values become long (BigInteger beyond 64 bits), double, bool, string, byte[], null, <c>object?[]</c> for
/// tuples, <c>List&lt;object?&gt;</c> for lists and sets, and <see cref="PickleEntries"/>. Whatever else a pickle names
/// goes through <see cref="IPickleObjects"/>; nothing is ever looked up or run. An <see cref="InertObject"/> keeps the
/// plain values that the pickle would put into it.
/// </summary>
/// <param name="stream">Seekable; left just behind the pickle.</param>
/// <param name="objects">What the pickle may refer to and build.</param>
/// <param name="longest">Bytes of the pickle that are read at most.</param>
internal sealed class PickleReader(Stream stream, IPickleObjects objects, int longest = PickleInput.Longest)
{
    private const int LatestProtocol = 5;

    private readonly PickleInput input = new(stream, longest);
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
        return
            PickleValues.Push(opcode, input, stack)
            || Container(opcode)
            || Filling(opcode)
            || Memory(opcode)
            || Object(opcode)
            ? true
            : throw new InvalidDataException($"pickle opcode 0x{opcode:x2} is not one that torch.save writes");
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
            case '1':
                stack.PopToMark();
                return true;
            case '2':
                stack.Push(stack.Peek());
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
            case 'l' or 0x91:
                stack.Push(new List<object?>(stack.PopToMark()));
                return true;
            case '}':
                stack.Push(new PickleEntries());
                return true;
            case 'd':
                object?[] pairs = stack.PopToMark();
                stack.Push(new PickleEntries());
                Fill(pairs);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Putting things into what is on top.</summary>
    private bool Filling(int opcode)
    {
        switch (opcode)
        {
            case 'a':
                Extend([stack.Pop()]);
                return true;
            case 'e' or 0x90:
                Extend(stack.PopToMark());
                return true;
            case 's':
                object? value = stack.Pop();
                Fill([stack.Pop(), value]);
                return true;
            case 'u':
                Fill(stack.PopToMark());
                return true;
            case 'b':
                Attributes(stack.Pop());
                return true;
            default:
                return false;
        }
    }

    private void Extend(object?[] items)
    {
        if (stack.Peek() is not InertObject)
            stack.Top<List<object?>>().AddRange(items);
    }

    private void Fill(object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
            throw new InvalidDataException("a key of a dictionary has no value");
        PickleEntries target = stack.Peek() is InertObject inert ? inert.Items : stack.Top<PickleEntries>();
        for (int i = 0; i < pairs.Length; i += 2)
            target.Set(pairs[i], pairs[i + 1]);
    }

    /// <summary>An inert object keeps them. Those of an OrderedDict (a state dict's _metadata) are versions of
    /// modules, those of a tensor its hooks: nothing here needs them.</summary>
    private void Attributes(object? state)
    {
        object? target = stack.Peek();
        if (target is InertObject inert)
            inert.State = state;
        else if (target is null or string or long or double or bool or byte[] or object?[])
            throw new InvalidDataException("the pickle gives attributes to a plain value");
    }

    private bool Memory(int opcode)
    {
        switch (opcode)
        {
            case 'p':
                memo[PickleValues.Slot(input)] = stack.Peek();
                return true;
            case 'q':
                memo[input.Byte()] = stack.Peek();
                return true;
            case 'r':
                memo[input.Int32()] = stack.Peek();
                return true;
            case 0x94:
                memo[memo.Count] = stack.Peek();
                return true;
            case 'g':
                stack.Push(Recall(PickleValues.Slot(input)));
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
                if (protocol > LatestProtocol)
                    throw new InvalidDataException(
                        $"pickle protocol {protocol} is not supported, 0 to {LatestProtocol} are"
                    );
                return true;
            case 0x95:
                _ = input.Bytes(8); // FRAME: a reading hint
                return true;
            case 'c':
                stack.Push(Named(input.Line()));
                return true;
            case 0x93:
                string name = stack.Pop<string>();
                stack.Push(Admitted(new(stack.Pop<string>(), name)));
                return true;
            case 'R' or 0x81 or 0x92:
                if (opcode == 0x92)
                    stack.Pop(); // named arguments
                object?[] arguments = stack.Pop<object?[]>();
                stack.Push(objects.Build(stack.Pop(), arguments));
                return true;
            case 'i':
                PickleGlobal made = Named(input.Line());
                stack.Push(objects.Build(made, stack.PopToMark()));
                return true;
            case 'o':
                object?[] parts = stack.PopToMark();
                stack.Push(
                    parts.Length > 0
                        ? objects.Build(parts[0], parts[1..])
                        : throw new InvalidDataException("the pickle makes an object of nothing")
                );
                return true;
            case 'P':
                stack.Push(objects.Persistent(input.Line()));
                return true;
            case 'Q':
                stack.Push(objects.Persistent(stack.Pop()));
                return true;
            default:
                return false;
        }
    }

    private PickleGlobal Named(string module) => Admitted(new(module, input.Line()));

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
