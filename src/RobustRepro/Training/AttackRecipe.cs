using RobustRepro.Attacks;

namespace RobustRepro.Training;

/// <summary>The attack of adversarial training.</summary>
/// <param name="Eps">In pixel values of [0, 1], reached after the fade-in.</param>
/// <param name="Steps">PGD steps per batch.</param>
/// <param name="StepSize">At full eps; scaled with eps during the fade-in.</param>
/// <param name="Precision">Of the network's passes within the attack; the update is always float32.</param>
/// <param name="FadeIn">Share of the run over which eps rises linearly from 0; 0 for none.</param>
public sealed record AttackRecipe(
    Norm Norm,
    float Eps,
    int Steps,
    float StepSize,
    double FadeIn = 0,
    bool RandomStart = false,
    AttackPrecision Precision = AttackPrecision.Float32
)
{
    /// <summary>The attack at a step, or null while eps is still 0.</summary>
    public ProjectedGradientDescent? At(long step, long totalSteps)
    {
        double share = FadeIn <= 0 ? 1 : Math.Min(1, step / (FadeIn * totalSteps));
        return share <= 0
            ? null
            : new ProjectedGradientDescent(
                new ThreatModel(Norm, (float)(Eps * share)),
                (float)(StepSize * share),
                Steps
            )
            {
                RandomStart = RandomStart,
            };
    }
}
