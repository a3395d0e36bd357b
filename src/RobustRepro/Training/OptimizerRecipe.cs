namespace RobustRepro.Training;

/// <param name="LearningRate">The peak for one-cycle, the initial value otherwise.</param>
/// <param name="Momentum">For SGD; Adam uses its usual betas 0.9 and 0.999.</param>
public sealed record OptimizerRecipe(
    OptimizerKind Kind,
    double LearningRate,
    double Momentum = 0.9,
    double WeightDecay = 5e-4
);
