using RobustRepro.Claims;
using RobustRepro.Measures;

namespace RobustRepro.Verification;

/// <summary>The networks of one architecture that a verification rests on, as measured.</summary>
/// <param name="Seeds">Of S and R.</param>
/// <param name="MatchedSeeds">Of the S that were stopped at R's clean accuracy.</param>
/// <param name="Pairs">S and R of every seed.</param>
/// <param name="Matched">The S that were stopped at R's clean accuracy, each with that R.</param>
/// <param name="Untrained">The network that learnt nothing; null where it was not measured.</param>
public sealed record ArchitectureNetworks(
    IReadOnlyList<int> Seeds,
    IReadOnlyList<int> MatchedSeeds,
    IReadOnlyList<NetworkPair> Pairs,
    IReadOnlyList<NetworkPair> Matched,
    NetworkMeasurements? Untrained
);
