using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Models;

/// <summary>Networks whose every output is known by hand.</summary>
internal static class ToyNetworks
{
    /// <summary>Leaves pixels as they are.</summary>
    public static Normalization Identity { get; } = new([0, 0, 0], [1, 1, 1]);

    /// <summary>
    /// The logits are the mean red, green and blue. <c>conv</c> gives 2 x pixel - 1 per channel, <c>relu</c> overwrites
    /// it in place, so that a layer's copy differs from what later becomes of it.
    /// </summary>
    public static NormalizedModel Colours()
    {
        Conv2d conv = nn.Conv2d(3, 3, 1);
        using (no_grad())
        {
            conv.weight!.copy_(eye(3).mul(2).view(3, 3, 1, 1));
            conv.bias!.fill_(-1);
        }
        return new(
            nn.Sequential(
                ("conv", conv),
                ("relu", nn.ReLU(inplace: true)),
                ("pool", nn.AdaptiveAvgPool2d(1)),
                ("flat", nn.Flatten())
            ),
            Identity
        );
    }

    /// <summary>Weights of variance 2 / fan-in: with PyTorch's own an untrained deep network gives nearly the same
    /// logits for all images.</summary>
    public static void Enliven(NormalizedModel model)
    {
        using IDisposable off = no_grad();
        foreach (Tensor weight in model.parameters().Where(p => p.dim() > 1))
            weight.normal_(0, Math.Sqrt(2.0 * weight.shape[0] / weight.numel()));
    }

    /// <summary>Images of one colour each, 2 x 2 pixels; the labels stand for both cues.</summary>
    public static StimulusSet Flat(int[] labels, params (byte R, byte G, byte B)[] colours) =>
        new(
            "flat",
            ["red", "green", "blue"],
            tensor(colours.SelectMany(c => new[] { c.R, c.G, c.B }).ToArray(), [colours.Length, 3, 1, 1])
                .expand(colours.Length, 3, 2, 2)
                .contiguous(),
            labels,
            labels
        );

    /// <summary>Hooks on the model and on every module inside it.</summary>
    public static int Hooks(NormalizedModel model) =>
        model
            .Network.named_modules()
            .Select(m => m.module)
            .Append(model.Network)
            .Append(model)
            .Sum(module =>
                ModuleHooks.Count(module) ?? throw new InvalidOperationException("hooks are kept elsewhere")
            );

    /// <summary>Tensors alive on this thread.</summary>
    public static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
