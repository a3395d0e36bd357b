using RobustRepro.Attacks;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Training;

/// <summary>How a network that is being trained does on the validation images. It leaves the network in evaluation
/// mode.</summary>
internal sealed class EpochValidation(
    TrainingRecipe recipe,
    NormalizedModel model,
    StimulusSet validation,
    torch.Device device
)
{
    private const int AttackSteps = 10,
        AttackImages = 200;

    /// <summary>A run with a target accuracy looks for it so many times per epoch.</summary>
    private const int LooksPerEpoch = 8;

    /// <summary>Whether the recipe has a target accuracy, this is a step to look for it, and it is reached.</summary>
    public bool ReachesTarget(long stepInEpoch, long stepsPerEpoch)
    {
        if (recipe.StopAt is not { } target || (stepInEpoch + 1) % Math.Max(1, stepsPerEpoch / LooksPerEpoch) != 0)
            return false;
        model.eval();
        return Accuracy.Of(model, validation, device) >= target;
    }

    /// <summary>Accuracy on clean images, and under attack where the recipe has one.</summary>
    public (double Clean, double? Attacked) Measure()
    {
        model.eval();
        double clean = Accuracy.Of(model, validation, device);
        double? attacked = recipe.Attack is { } a
            ? Accuracy.UnderAttack(
                model,
                validation,
                AttackImages,
                ProjectedGradientDescent.ForEvaluation(new(a.Norm, a.Eps), AttackSteps),
                device
            )
            : null;
        return (clean, attacked);
    }
}
