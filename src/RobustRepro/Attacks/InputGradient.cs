using static TorchSharp.torch;

namespace RobustRepro.Attacks;

/// <summary>The only caller of <c>autograd.grad</c>, which in TorchSharp ends the process on misuse instead of
/// throwing.</summary>
public static class InputGradient
{
    /// <summary>The gradient of a scalar with respect to an input that requires one.</summary>
    public static Tensor Of(Tensor scalar, Tensor input)
    {
        if (scalar.numel() != 1)
            throw new ArgumentException("the gradient is taken of a scalar", nameof(scalar));
        if (!input.requires_grad || !scalar.requires_grad)
            throw new InvalidOperationException("the scalar does not depend on an input that requires a gradient");
        Tensor gradient = autograd.grad([scalar], [input], allow_unused: true)[0];
        return gradient is null || gradient.IsInvalid ? zeros_like(input) : gradient;
    }

    /// <summary>The gradient of a scalar with respect to an input that requires one; zeros where the scalar does not
    /// depend on it, as with a network that answers every image alike.</summary>
    internal static Tensor OrZero(Tensor scalar, Tensor input) =>
        scalar.requires_grad ? Of(scalar, input) : zeros_like(input);
}
