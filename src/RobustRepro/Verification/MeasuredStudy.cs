using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Verification;

/// <summary>What was measured of a study's networks, and who is compared with whom.</summary>
internal sealed class MeasuredStudy(
    IStudyNetworks networks,
    IReadOnlyDictionary<NetworkId, NetworkMeasurements> measured
)
{
    /// <summary>S and R of every seed.</summary>
    public IReadOnlyList<NetworkPair> Pairs(string architecture) =>
        [.. networks.Seeds(architecture).Select(seed => Pair(architecture, TrainingMode.Standard, seed))];

    /// <summary>Every S and every R that there is.</summary>
    public Runs Runs(string architecture) =>
        new(Arm(architecture, TrainingMode.Standard), Arm(architecture, TrainingMode.Robust));

    /// <summary>The S that were stopped at R's clean accuracy, each with that R.</summary>
    public IReadOnlyList<NetworkPair> Matched(string architecture) =>
        [.. networks.MatchedSeeds(architecture).Select(seed => Pair(architecture, TrainingMode.Matched, seed))];

    /// <summary>Null where it was not measured.</summary>
    public NetworkMeasurements? Untrained(string architecture) =>
        measured.GetValueOrDefault(VerificationPlan.Untrained(architecture));

    private IReadOnlyList<NetworkMeasurements> Arm(string architecture, TrainingMode mode) =>
        [
            .. networks
                .Seeds(architecture)
                .Concat(networks.FurtherSeeds(architecture, mode))
                .Select(seed => measured[new(architecture, mode, seed)]),
        ];

    private NetworkPair Pair(string architecture, TrainingMode standard, int seed) =>
        new(
            networks.PairLabel(seed),
            measured[new(architecture, standard, seed)],
            measured[new(architecture, TrainingMode.Robust, seed)]
        );
}
