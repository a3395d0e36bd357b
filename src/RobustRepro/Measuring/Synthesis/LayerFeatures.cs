using RobustRepro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RobustRepro.Measuring.Synthesis;

/// <summary>A network up to one of its layers: from images in [0, 1] to the layer's output, mean over positions, N x C.
/// Differentiable with respect to the images. The network stays its owner's, who puts it in evaluation mode.</summary>
internal sealed class LayerFeatures(NormalizedModel model, string layer)
    : nn.Module<Tensor, Tensor>(nameof(LayerFeatures))
{
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? features = null;
        using var hooks = new LayerHooks(
            model,
            [layer],
            (_, output) =>
            {
                // the scopes inside the network end before the caller looks
                features = (output.dim() == 4 ? output.mean([2, 3]) : output.flatten(1)).MoveToOtherDisposeScope(scope);
                return output;
            }
        );
        model.call(input);
        return features!.MoveToOuterDisposeScope();
    }
}
