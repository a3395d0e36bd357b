using RobustRepro.Claims;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>Judges claims on a study: S against R, and the two controls that must support nothing.</summary>
public sealed class Verification(IStudy study)
{
    /// <summary>Called before each network is measured: how many are done, how many there are, and which is next.</summary>
    public Action<int, int, NetworkId>? Measuring { get; init; }

    public VerificationResult Run(IReadOnlyList<Claim> claims, IReadOnlyList<string> architectures, CancellationToken cancellation = default)
    {
        NetworkId[] needed =
        [
            .. from architecture in architectures from seed in study.Seeds from mode in new[] { TrainingMode.Standard, TrainingMode.Robust } select new NetworkId(architecture, mode, seed),
            .. from architecture in architectures from seed in study.ControlSeeds select new NetworkId(architecture, TrainingMode.Standard, seed),
        ];
        for (int i = 0; i < needed.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Measuring?.Invoke(i, needed.Length, needed[i]);
            study.Measure(needed[i]);
        }
        return new(
            study,
            [.. from claim in claims from architecture in architectures select Judge(claim, architecture)],
            study.ControlSeeds.Count == 0 ? [] : [.. from claim in claims from architecture in architectures select JudgeStandardAgainstStandard(claim, architecture)],
            [.. from claim in claims from architecture in architectures select JudgeShuffled(claim, architecture)]);
    }

    /// <summary>S against R, for every seed.</summary>
    public ClaimResult Judge(Claim claim, string architecture) => claim.Judge(study.Name, architecture, Pairs(architecture));

    /// <summary>S against an S of another seed: nothing may be supported.</summary>
    public ClaimResult JudgeStandardAgainstStandard(Claim claim, string architecture) => claim.Judge($"{study.Name}, S against S", architecture,
        [.. study.Seeds.Zip(study.ControlSeeds, (a, b) => new NetworkPair($"seeds {a}, {b}", Measure(architecture, TrainingMode.Standard, a), Measure(architecture, TrainingMode.Standard, b)))]);

    /// <summary>S against R with shuffled labels: nothing may be supported.</summary>
    public ClaimResult JudgeShuffled(Claim claim, string architecture) => claim.Judge($"{study.Name}, shuffled labels", architecture,
        [.. Pairs(architecture).Select(p => new NetworkPair(p.Label, LabelShuffle.Apply(claim, p.Standard), LabelShuffle.Apply(claim, p.Robust)))]);

    /// <summary>S and R of every seed, measured.</summary>
    public IReadOnlyList<NetworkPair> Pairs(string architecture) =>
        [.. study.Seeds.Select(seed => new NetworkPair($"seed {seed}", Measure(architecture, TrainingMode.Standard, seed), Measure(architecture, TrainingMode.Robust, seed)))];

    /// <summary>The further S of the control.</summary>
    public IReadOnlyList<NetworkMeasurements> ControlNetworks(IEnumerable<string> architectures) =>
        [.. from architecture in architectures from seed in study.ControlSeeds select Measure(architecture, TrainingMode.Standard, seed)];

    private NetworkMeasurements Measure(string architecture, TrainingMode mode, int seed) => study.Measure(new(architecture, mode, seed));
}
