namespace RobustRepro.Claims.Trends;

/// <summary>A published network and its measure.</summary>
/// <param name="Eps">Bound of the attacks it was trained against; 0 for S. Linf: of 255.</param>
/// <param name="Network">As the source names it.</param>
public sealed record TrendPoint(double Eps, string Network, double Value);
