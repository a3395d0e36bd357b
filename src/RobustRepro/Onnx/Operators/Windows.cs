namespace RobustRepro.Onnx.Operators;

/// <summary>Where the windows of a convolution or of pooling lie, per spatial axis.</summary>
/// <param name="Kernel">Lengths of the window.</param>
/// <param name="Strides">Steps.</param>
/// <param name="Dilations">Distances within the window.</param>
/// <param name="Before">What is added in front.</param>
/// <param name="After">What is added behind.</param>
internal sealed record Windows(long[] Kernel, long[] Strides, long[] Dilations, long[] Before, long[] After)
{
    private const long Longest = 1 << 20;

    /// <summary>Whether as much is added behind as in front.</summary>
    public bool IsSymmetric => Before.SequenceEqual(After);

    public bool IsDilated => Dilations.Any(d => d != 1);

    /// <summary>What libtorch's padding takes: from the last axis to the first, in front and behind.</summary>
    public long[] Pads => [.. Enumerable.Range(1, Before.Length).SelectMany(i => new[] { Before[^i], After[^i] })];

    /// <param name="kernel">Lengths of the window.</param>
    /// <param name="input">Lengths of the spatial axes.</param>
    /// <exception cref="InvalidDataException">Settings are of another number of axes, or out of range.</exception>
    public static Windows Of(OnnxNode node, long[] kernel, long[] input)
    {
        int axes = input.Length;
        long[] strides = Each("strides", 1),
            dilations = Each("dilations", 1),
            pads = node.Ints("pads") ?? new long[2 * axes];
        if (kernel.Length != axes || pads.Length != 2 * axes)
            throw new InvalidDataException($"its kernel and pads are not of {axes} axes");
        if (kernel.Concat(strides).Concat(dilations).Any(n => n is < 1 or > Longest))
            throw new InvalidDataException("its kernel, strides and dilations must be 1 or more");
        if (pads.Any(n => n is < 0 or > Longest))
            throw new InvalidDataException("its pads must be 0 or more");
        long[] before = pads[..axes],
            after = pads[axes..];
        string auto = node.Text("auto_pad", "NOTSET");
        for (int i = 0; i < axes && auto != "NOTSET"; i++)
        {
            long wanted = (input[i] + strides[i] - 1) / strides[i],
                all = Math.Max(0, (wanted - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1 - input[i]);
            (before[i], after[i]) = auto switch
            {
                "VALID" => (0, 0),
                "SAME_UPPER" => (all / 2, all - all / 2),
                "SAME_LOWER" => (all - all / 2, all / 2),
                _ => throw new InvalidDataException($"its auto_pad is {auto}"),
            };
        }
        return new(kernel, strides, dilations, before, after);

        long[] Each(string setting, long unless) =>
            node.Ints(setting) is not { } given ? [.. Enumerable.Repeat(unless, axes)]
            : given.Length == axes ? given
            : throw new InvalidDataException($"its {setting} are not of {axes} axes");
    }

    /// <summary>How many windows there are on an axis.</summary>
    public long Count(long input, int axis, bool ceil)
    {
        long room = input + Before[axis] + After[axis] - (Kernel[axis] - 1) * Dilations[axis] - 1;
        if (room < 0)
            throw new InvalidDataException($"a window of {Kernel[axis]} does not fit into {input} values");
        long count = (ceil ? (room + Strides[axis] - 1) / Strides[axis] : room / Strides[axis]) + 1;
        // a window that would begin behind the values and what is in front of them is left out
        return ceil && (count - 1) * Strides[axis] >= input + Before[axis] ? count - 1 : count;
    }

    /// <summary>What is missing behind, so that the last of so many windows is whole.</summary>
    public long Beyond(long input, int axis, long count) =>
        Math.Max(
            0,
            (count - 1) * Strides[axis] + (Kernel[axis] - 1) * Dilations[axis] + 1 - input - Before[axis] - After[axis]
        );
}
