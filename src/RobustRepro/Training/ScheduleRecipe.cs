namespace RobustRepro.Training;

/// <param name="StepEpochs">Epochs between reductions (step only).</param>
/// <param name="Gamma">Factor of each reduction (step only).</param>
/// <param name="WarmUp">Share of the run during which the rate rises (one-cycle only).</param>
public sealed record ScheduleRecipe(ScheduleKind Kind, int StepEpochs = 50, double Gamma = 0.1, double WarmUp = 0.3)
{
    private const double OneCycleStart = 1 / 25.0,
        OneCycleEnd = 1 / 25.0 / 1e4; // PyTorch's div_factor and final_div_factor

    /// <summary>The learning rate at a step, a pure function so that a resumed run needs no scheduler state.</summary>
    /// <param name="step">From 0.</param>
    public double At(long step, long stepsPerEpoch, int epochs, double learningRate)
    {
        switch (Kind)
        {
            case ScheduleKind.Constant:
                return learningRate;
            case ScheduleKind.Step:
                return learningRate * Math.Pow(Gamma, step / stepsPerEpoch / StepEpochs);
            default:
                double total = (double)stepsPerEpoch * epochs,
                    peak = Math.Max(WarmUp * total - 1, 0),
                    last = total - 1;
                return step <= peak
                    ? Cosine(learningRate * OneCycleStart, learningRate, peak <= 0 ? 1 : step / peak)
                    : Cosine(
                        learningRate,
                        learningRate * OneCycleEnd,
                        Math.Min(1, (step - peak) / Math.Max(1, last - peak))
                    );
        }
    }

    private static double Cosine(double from, double to, double share) =>
        to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));
}
