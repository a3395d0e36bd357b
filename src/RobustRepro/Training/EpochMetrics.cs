namespace RobustRepro.Training;

/// <summary>One line of <c>metrics.jsonl</c>.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainAccuracy">On the images trained on: adversarial ones for a robust network.</param>
/// <param name="AttackedAccuracy">On validation images under PGD at the recipe's full eps; null for standard
/// training.</param>
/// <param name="ImagesPerSecond">Trained, validation not counted.</param>
public sealed record EpochMetrics(
    int Epoch,
    double Loss,
    double TrainAccuracy,
    double CleanAccuracy,
    double? AttackedAccuracy,
    double LearningRate,
    double Eps,
    double ImagesPerSecond,
    double Seconds
);
