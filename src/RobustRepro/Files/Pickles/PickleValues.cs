using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace RobustRepro.Files.Pickles;

/// <summary>The opcodes of a pickle that push one plain value, of all protocols from 0 to 5.</summary>
internal static partial class PickleValues
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Whether the opcode is one of them.</returns>
    /// <exception cref="InvalidDataException">The value is none.</exception>
    public static bool Push(int opcode, PickleInput input, PickleStack stack) =>
        Binary(opcode, input, stack) || Bytes(opcode, input, stack) || Lines(opcode, input, stack);

    /// <summary>A number in words, as protocol 0 writes it and a memo's slots.</summary>
    public static int Slot(PickleInput input) =>
        int.TryParse(input.Line(), NumberStyles.None, CultureInfo.InvariantCulture, out int slot)
            ? slot
            : throw new InvalidDataException("the pickle names a slot that is no number");

    private static bool Binary(int opcode, PickleInput input, PickleStack stack)
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
            case 0x8b:
                stack.PushInteger(new BigInteger(input.Bytes(input.Int32())));
                return true;
            case 'G':
                stack.Push(BinaryPrimitives.ReadDoubleBigEndian(input.Bytes(8)));
                return true;
            default:
                return false;
        }
    }

    private static bool Bytes(int opcode, PickleInput input, PickleStack stack)
    {
        switch (opcode)
        {
            case 'X':
                stack.Push(Text(input.Bytes(input.UInt32())));
                return true;
            case 0x8c:
                stack.Push(Text(input.Bytes(input.Byte())));
                return true;
            case 0x8d:
                stack.Push(Text(input.Bytes(input.Int64())));
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
            case 0x8e or 0x96:
                stack.Push(input.Bytes(input.Int64()));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Values of protocol 0, each on a line.</summary>
    private static bool Lines(int opcode, PickleInput input, PickleStack stack)
    {
        switch (opcode)
        {
            case 'I':
                string whole = input.Line();
                if (whole is "00" or "01")
                    stack.Push(whole == "01");
                else
                    stack.PushInteger(Whole(whole));
                return true;
            case 'L':
                stack.PushInteger(Whole(input.Line().TrimEnd('L')));
                return true;
            case 'F':
                stack.Push(Real(input.Line()));
                return true;
            case 'S':
                stack.Push(Quoted(input.Line(PickleInput.LongestText)));
                return true;
            case 'V':
                stack.Push(Unescaped(input.Line(PickleInput.LongestText), UnicodeEscape()));
                return true;
            default:
                return false;
        }
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("the pickle has a text that is not UTF-8", e);
        }
    }

    private static BigInteger Whole(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger number)
            ? number
            : throw new InvalidDataException("the pickle has something else where a whole number belongs");

    private static double Real(string text) =>
        text switch
        {
            "nan" or "-nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                ? number
                : throw new InvalidDataException("the pickle has something else where a number belongs"),
        };

    private static string Quoted(string line) =>
        line.Length >= 2 && line[0] is '\'' or '"' && line[^1] == line[0]
            ? Unescaped(line[1..^1], StringEscape())
            : throw new InvalidDataException("the pickle has a string without quotes");

    private static string Unescaped(string text, Regex escape) =>
        escape.Replace(
            text,
            match =>
                match.Value[1] switch
                {
                    'n' => "\n",
                    'r' => "\r",
                    't' => "\t",
                    'x' or 'u' or 'U' => Character(match.Value[2..]),
                    var other => other.ToString(),
                }
        );

    private static string Character(string digits)
    {
        uint code = uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return code <= char.MaxValue ? ((char)code).ToString()
            : code <= 0x10ffff ? char.ConvertFromUtf32((int)code)
            : throw new InvalidDataException("the pickle has a character that is none");
    }

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")]
    private static partial Regex UnicodeEscape();

    [GeneratedRegex(@"\\(x[0-9a-fA-F]{2}|.)", RegexOptions.Singleline)]
    private static partial Regex StringEscape();
}
