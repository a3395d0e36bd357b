using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace RobustRepro.Files;

/// <summary>An array in NumPy's format, version 1.0, row-major and little-endian: <c>numpy.load</c> reads it. Numbers
/// and strings; no Python objects.</summary>
internal static partial class NpyArray
{
    private const int Alignment = 64;

    /// <summary>In characters.</summary>
    private const int LongestText = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <param name="values">An array of bool, byte, int, long, float, double or string.</param>
    /// <param name="shape">None for as many values in one row.</param>
    public static byte[] Write(Array values, params int[] shape)
    {
        (string type, byte[] data) = values switch
        {
            bool[] v => ("|b1", MemoryMarshal.AsBytes(v.AsSpan()).ToArray()),
            byte[] v => ("|u1", v),
            int[] v => ("<i4", MemoryMarshal.AsBytes(v.AsSpan()).ToArray()),
            long[] v => ("<i8", MemoryMarshal.AsBytes(v.AsSpan()).ToArray()),
            float[] v => ("<f4", MemoryMarshal.AsBytes(v.AsSpan()).ToArray()),
            double[] v => ("<f8", MemoryMarshal.AsBytes(v.AsSpan()).ToArray()),
            string[] v => Text(v),
            _ => throw new ArgumentException($"arrays of {values.GetType().Name} are not written", nameof(values)),
        };
        int[] dimensions = shape.Length == 0 ? [values.Length] : shape;
        string sizes = string.Concat(dimensions.Select(d => $"{d.ToString(CultureInfo.InvariantCulture)}, "));
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sizes.TrimEnd()}), }}";
        int length = Magic.Length + 2 + header.Length + 1;
        header = header + new string(' ', (Alignment - length % Alignment) % Alignment) + "\n";
        return [.. Magic, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. data];
    }

    /// <exception cref="InvalidDataException">The content is no such array.</exception>
    public static T[] Read<T>(byte[] content)
    {
        (string type, int start) = Header(content);
        ReadOnlySpan<byte> data = content.AsSpan(start);
        Array values = type switch
        {
            "|b1" => MemoryMarshal.Cast<byte, bool>(data).ToArray(),
            "|u1" => data.ToArray(),
            "<i4" => MemoryMarshal.Cast<byte, int>(data).ToArray(),
            "<i8" => MemoryMarshal.Cast<byte, long>(data).ToArray(),
            "<f4" => MemoryMarshal.Cast<byte, float>(data).ToArray(),
            "<f8" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
            ['<', 'U', .. string characters]
                when int.TryParse(characters, NumberStyles.None, CultureInfo.InvariantCulture, out int each)
                    && each <= LongestText => Text(data, each),
            _ => throw new InvalidDataException($"arrays of {type} are not read"),
        };
        return values as T[] ?? throw new InvalidDataException($"{type} found, {typeof(T).Name} expected");
    }

    private static (string Type, int Start) Header(byte[] content)
    {
        int fixedPart = Magic.Length + 2;
        if (content.Length < fixedPart || !content.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException("no array of NumPy's format 1.0");
        int length = content[fixedPart - 2] | content[fixedPart - 1] << 8;
        if (content.Length < fixedPart + length)
            throw new InvalidDataException("its header is cut off");
        Match match = Description().Match(Encoding.ASCII.GetString(content, fixedPart, length));
        return match.Success
            ? (match.Groups["type"].Value, fixedPart + length)
            : throw new InvalidDataException("its header does not say what it holds");
    }

    private static (string, byte[]) Text(string[] values)
    {
        byte[][] encoded = [.. values.Select(Encoding.UTF32.GetBytes)];
        int each = Math.Max(sizeof(int), encoded.Select(e => e.Length).DefaultIfEmpty().Max());
        var data = new byte[each * values.Length];
        for (int i = 0; i < encoded.Length; i++)
            encoded[i].CopyTo(data, i * each);
        return ($"<U{(each / sizeof(int)).ToString(CultureInfo.InvariantCulture)}", data);
    }

    private static string[] Text(ReadOnlySpan<byte> data, int characters)
    {
        int each = Math.Max(1, characters) * sizeof(int);
        var values = new string[data.Length / each];
        for (int i = 0; i < values.Length; i++)
            values[i] = Encoding.UTF32.GetString(data.Slice(i * each, each)).TrimEnd('\0');
        return values;
    }

    [GeneratedRegex(@"'descr': '(?<type>[^']+)', 'fortran_order': False", RegexOptions.ExplicitCapture)]
    private static partial Regex Description();
}
