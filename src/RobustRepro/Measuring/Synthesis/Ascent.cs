using RobustRepro.Attacks;
using RobustRepro.Measures.Synthesis;

namespace RobustRepro.Measuring.Synthesis;

/// <summary>How networks and their units draw: gradient ascent within reach of where it starts.</summary>
internal static class Ascent
{
    /// <param name="side">Of the images.</param>
    /// <param name="goal">Driven up.</param>
    public static ProjectedGradientDescent Of(long side, AttackLoss goal) =>
        new(new(Norm.L2, SynthesisRule.Eps(side)), SynthesisRule.StepSize(side), SynthesisRule.Steps)
        {
            UseBest = false,
            Loss = goal,
        };
}
