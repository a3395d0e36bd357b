namespace RobustRepro.Verification;

/// <summary>How far numbers may leave the recorded ones: with three recorded runs and more their prediction interval
/// says it, with fewer a tolerance, since a pair says nothing of how another training would come out.</summary>
/// <param name="Tolerance">Null for each claim's smallest effect of interest.</param>
/// <param name="Confidence">Level of the prediction interval.</param>
public sealed record GateRule(double? Tolerance = null, double Confidence = 0.95);
