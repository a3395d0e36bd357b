namespace RobustRepro.Statistics;

/// <summary>How much data would bring half the width of an interval to half the smallest effect of interest.</summary>
/// <param name="Runs">Per arm, with as many images; null where no number of runs would do.</param>
/// <param name="Images">Where no number of runs would do: how many images, with many runs; null where images have no
/// part.</param>
public readonly record struct Needed(int? Runs, int? Images);
