using System.Globalization;
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

    /// <summary>Mean and deviation of CIFAR-10's training images, per channel, as most of its networks have
    /// them.</summary>
    public static Normalization Cifar10 { get; } = new([0.4914f, 0.4822f, 0.4465f], [0.2470f, 0.2435f, 0.2616f]);

    /// <summary>Leaves pixels in [0, 1] as they are.</summary>
    public static Normalization None { get; } = new([0, 0, 0], [1, 1, 1]);

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

    /// <summary>As options name it: means, a slash, deviations.</summary>
    internal string ToOption() => $"{Numbers(Mean)}/{Numbers(Std)}";

    /// <summary>Reads means and deviations, one of each or one per channel: 0.5/0.25 or
    /// 0.485,0.456,0.406/0.229,0.224,0.225.</summary>
    /// <returns>Null where it is none.</returns>
    internal static Normalization? Parse(string text)
    {
        float[]?[] sides = [.. text.Split('/').Select(Values)];
        return sides is [{ } mean, { } std] && std.All(s => s > 0) ? new(mean, std) : null;
    }

    public override string ToString() => $"mean {string.Join(' ', Mean)}, deviation {string.Join(' ', Std)}";

    private static string Numbers(float[] values) =>
        string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static float[]? Values(string text)
    {
        List<float> values = [];
        foreach (string part in text.Split(','))
        {
            if (
                !float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
                || !float.IsFinite(value)
            )
                return null;
            values.Add(value);
        }
        return values.Count switch
        {
            1 => [values[0], values[0], values[0]],
            3 => [.. values],
            _ => null,
        };
    }

    private static Tensor Channel(float[] values, Tensor like) =>
        tensor(values, [1, values.Length, 1, 1], device: like.device).to(like.dtype);
}
