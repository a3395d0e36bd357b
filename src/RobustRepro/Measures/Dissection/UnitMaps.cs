using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measures.Dissection;

/// <summary>A batch of activation maps as plain float32 memory that several threads may read.</summary>
internal sealed unsafe class UnitMaps : IDisposable
{
    private readonly Tensor values;
    private readonly float* first;

    /// <param name="maps">N x units x h x w, of any floating type, on any device.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public UnitMaps(Tensor maps, int units)
    {
        if (maps.dim() != 4 || maps.shape[1] != units)
            throw new ArgumentException(
                $"activation maps must be N x {units} x h x w, not {string.Join("x", maps.shape)}",
                nameof(maps)
            );
        Count = (int)maps.shape[0];
        Units = units;
        Height = (int)maps.shape[2];
        Width = (int)maps.shape[3];
        using DisposeScope scope = NewDisposeScope();
        values = maps.detach().cpu().to(float32).contiguous().DetachFromDisposeScope();
        first = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values.bytes));
    }

    /// <summary>Images.</summary>
    public int Count { get; }

    public int Units { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>Row-major map of a unit on an image.</summary>
    public ReadOnlySpan<float> this[int image, int unit] =>
        new(first + ((long)image * Units + unit) * Height * Width, Height * Width);

    /// <exception cref="ArgumentException">A value is not a number, which no threshold can be compared
    /// with.</exception>
    public void RequireNumbers()
    {
        if (Count * Height * Width == 0)
            return;
        // a NaN is the maximum of whatever holds it
        using Tensor highest = values.max();
        if (float.IsNaN(highest.item<float>()))
            throw NotANumber();
    }

    public static ArgumentException NotANumber() =>
        new("activation maps hold NaN: did the network overflow, or its weights fail to load?");

    public void Dispose() => values.Dispose();
}
