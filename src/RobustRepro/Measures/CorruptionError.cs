namespace RobustRepro.Measures;

/// <summary>How a network fares under one corruption, relative to a baseline (CE of Hendrycks and Dietterich
/// 2019).</summary>
/// <param name="Corruption">As the benchmark names it.</param>
/// <param name="Value">Error rates summed over the severities, over those of the baseline, in per cent: below 100, the
/// network errs less.</param>
internal sealed record CorruptionError(string Corruption, double Value);
