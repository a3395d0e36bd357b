using RobustRepro.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Models;

/// <summary>
/// A network with its input normalisation inside, as the robustness library's InputNormalize: pixels are clamped to [0,
/// 1], then (x - mean) / std. Attacks, measures and users all pass images in [0, 1]; nobody else normalises.
/// </summary>
public sealed class NormalizedModel : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> network;

    // Plain numbers, not tensors: TorchSharp would register a tensor field as a buffer and add a key to the state dict.
    private readonly Normalization normalization;
    private ScalarType computed = ScalarType.Float32;

    public NormalizedModel(nn.Module<Tensor, Tensor> network, Normalization normalization)
        : base(nameof(NormalizedModel))
    {
        this.network = network;
        this.normalization = normalization;
        RegisterComponents();
    }

    /// <summary>The network inside: its state dict is what weight files hold.</summary>
    public nn.Module<Tensor, Tensor> Network => network;

    /// <summary>What it does to pixels before the network sees them.</summary>
    public Normalization Normalization => normalization;

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor normalized = normalization.Apply(input);
        return (
            computed == ScalarType.Float32
                ? network.call(normalized)
                : network.call(normalized.to(computed)).to(ScalarType.Float32)
        ).MoveToOuterDisposeScope();
    }

    /// <summary>Rounds the weights and computes with these numbers from now on; there is no way back but to load the
    /// network again. For inference: an attack's gradients suffer.</summary>
    public void ComputeIn(Precision precision)
    {
        computed = precision switch
        {
            Precision.Float32 => ScalarType.Float32,
            Precision.Float16 => ScalarType.Float16,
            Precision.BFloat16 => ScalarType.BFloat16,
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, null),
        };
        network.to(computed);
    }

    /// <summary>Logits for images in [0, 1], checked; evaluation mode is the caller's business.</summary>
    /// <param name="images">float32, N x 3 x H x W.</param>
    public Tensor Logits(Tensor images)
    {
        Pixels.RequireUnitRange(images);
        return call(images);
    }
}
