using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>Per-channel mean and standard deviation, in pixel values of [0, 1].</summary>
public sealed record Normalization(float[] Mean, float[] Std)
{
    /// <summary>One mean and deviation for all channels: maps [0, 1] to [-2, 2]. The Small networks use it on generated
    /// images.</summary>
    public static Normalization Centred { get; } = new([0.5f, 0.5f, 0.5f], [0.25f, 0.25f, 0.25f]);

    /// <summary>That of torchvision's networks, and of the robustness library's for ImageNet.</summary>
    public static Normalization ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>Clamps to [0, 1], subtracts the mean, divides by the deviation.</summary>
    public Tensor Apply(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor clamped = images.clamp(0, 1);
        Tensor result =
            Mean.Distinct().Count() == 1 && Std.Distinct().Count() == 1
                ? clamped.sub(Mean[0]).mul(1 / Std[0])
                : (clamped - Channel(Mean, images)) / Channel(Std, images);
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Equal but for rounding.</summary>
    public bool IsCloseTo(Normalization other) =>
        Mean.Concat(Std).Zip(other.Mean.Concat(other.Std)).All(p => Math.Abs(p.First - p.Second) < 1e-4f);

    public override string ToString() => $"mean {string.Join(' ', Mean)}, deviation {string.Join(' ', Std)}";

    private static Tensor Channel(float[] values, Tensor like) =>
        tensor(values, [1, values.Length, 1, 1], device: like.device).to(like.dtype);
}
