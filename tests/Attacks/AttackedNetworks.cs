using RobustRepro.Attacks;
using RobustRepro.Models;
using RobustRepro.Tests.Conformance;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace RobustRepro.Tests.Attacks;

/// <summary>Networks small enough to say what an attack on them must find, and what is asked of them.</summary>
internal static class AttackedNetworks
{
    public static ProjectedGradientDescent Weak => new(new(Norm.L2, 0.5f), 0.2f, 3);

    public static (nn.Module<Tensor, Tensor> Network, Tensor W) LinearNetwork()
    {
        Linear linear = nn.Linear(3 * 8 * 8, 2);
        // of two classes with label 0, the loss rises along w1 - w0
        Tensor w = (linear.weight![1] - linear.weight[0]).detach();
        return (nn.Sequential(nn.Flatten(), linear), w);
    }

    /// <summary>With weights large enough that small changes of an image move its answer.</summary>
    public static NormalizedModel Convolutional()
    {
        var network = new FourLayerNetwork();
        using IDisposable off = no_grad();
        foreach (Tensor weight in network.parameters())
            weight.mul_(weight.dim() == 2 ? 20 : 2);
        return new NormalizedModel(network, Normalization.Centred);
    }

    public static Tensor Answers(nn.Module<Tensor, Tensor> model, Tensor x)
    {
        using IDisposable off = no_grad();
        return model.call(x).argmax(1);
    }

    public static Tensor Losses(nn.Module<Tensor, Tensor> model, Tensor x, Tensor y)
    {
        using IDisposable off = no_grad();
        return F.cross_entropy(model.call(x), y, reduction: nn.Reduction.None);
    }

    public static float Largest(Tensor difference) => difference.abs().max().item<float>();
}
