namespace RobustRepro.Measuring;

/// <summary>How far the measurement of a network is.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Stage">What is measured, for example <c>scrambled</c> or <c>dissection</c>.</param>
/// <param name="Done">Images done in this stage.</param>
/// <param name="Total">Images in this stage.</param>
public readonly record struct MeasurementProgress(string Network, string Stage, int Done, int Total);
