namespace RobustRepro.Training;

/// <summary>Where a run stands, reported after every batch.</summary>
/// <param name="Epoch">Current, from 1.</param>
/// <param name="Remaining">Estimated from the rate of this run.</param>
/// <param name="Finished">Set with the report that ends an epoch.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    long Step,
    long TotalSteps,
    double Loss,
    double ImagesPerSecond,
    TimeSpan Remaining,
    EpochMetrics? Finished = null
);
