using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using static TorchSharp.torch;

namespace RobustRepro.Tests.Measures;

/// <summary>A single ablation in a pass of its own, where the suite computes several at once.</summary>
internal static class AblationOfOne
{
    public static int[] Answers(this Ablation ablation, NormalizedModel model, StimulusSet set)
    {
        using var mode = new EvaluationMode(model);
        using var hooks = new LayerHooks(model, [ablation.Layer], (_, output) => Zeroed(output));
        return Accuracy.Answers(model, set);

        Tensor Zeroed(Tensor output)
        {
            Tensor mask = ones(output.shape[1]);
            foreach (int unit in ablation.Units)
                mask[unit] = 0;
            return output * mask.view([1, -1, .. Enumerable.Repeat(1L, (int)output.dim() - 2)]);
        }
    }
}
