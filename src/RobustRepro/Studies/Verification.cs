using System.Collections.Concurrent;
using RobustRepro.Claims;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>Judges claims on a study: S against R, and the two controls that must support nothing.</summary>
public sealed class Verification(IStudy study)
{
    private readonly ConcurrentDictionary<NetworkId, MeasurementParts> known = new();

    public IStudy Study => study;

    /// <summary>Called after each network was measured: how many are done, and how many there are in all.</summary>
    public Action<int, int>? Measured { get; init; }

    public VerificationResult Run(IReadOnlyList<Claim> claims, IReadOnlyList<string> architectures, CancellationToken cancellation = default)
    {
        NetworkId[] needed =
        [
            .. from architecture in architectures from seed in study.SeedsOf(architecture) from mode in new[] { TrainingMode.Standard, TrainingMode.Robust } select new NetworkId(architecture, mode, seed),
            .. from architecture in architectures from seed in study.ControlSeedsOf(architecture) select new NetworkId(architecture, TrainingMode.Standard, seed),
            .. from architecture in architectures from seed in study.MatchedSeedsOf(architecture) select new NetworkId(architecture, TrainingMode.Matched, seed),
        ];
        int done = 0;
        MeasurementParts parts = claims.Aggregate(MeasurementParts.Answers, (all, c) => all | c.Parts);
        MeasureAll(needed, parts, () => Measured?.Invoke(Interlocked.Increment(ref done), needed.Length), cancellation);
        (Claim Claim, string Architecture)[] cases = [.. from claim in claims from architecture in architectures select (claim, architecture)];
        return new(study, JudgeAll(cases, Judge), JudgeAll([.. cases.Where(c => study.ControlSeedsOf(c.Architecture).Count > 0)], JudgeStandardAgainstStandard), JudgeAll([.. cases.Where(c => c.Claim.UsesLabels)], JudgeShuffled))
        {
            AccuracyMatched = JudgeAll([.. cases.Where(c => study.MatchedSeedsOf(c.Architecture).Count > 0)], JudgeAccuracyMatched),
        };
    }

    private static ClaimResult[] JudgeAll((Claim Claim, string Architecture)[] cases, Func<Claim, string, ClaimResult> judge) =>
        [.. cases.AsParallel().AsOrdered().Select(c => judge(c.Claim, c.Architecture))];

    /// <summary>S against R, for every seed.</summary>
    public ClaimResult Judge(Claim claim, string architecture) => claim.Judge(study.Name, architecture, Pairs(architecture, claim.Parts));

    /// <summary>S against an S of another seed: nothing may be supported.</summary>
    public ClaimResult JudgeStandardAgainstStandard(Claim claim, string architecture) => claim.Judge($"{study.Name}, S against S", architecture,
        [.. Pairs(architecture, claim.Parts).Zip(ControlNetworks([architecture], claim.Parts), (pair, control) => new NetworkPair($"{pair.Label}, {control.Name}", pair.Standard, control))]);

    /// <summary>S against R with shuffled labels: nothing may be supported.</summary>
    public ClaimResult JudgeShuffled(Claim claim, string architecture) => claim.Judge($"{study.Name}, shuffled labels", architecture,
        [.. Pairs(architecture, claim.Parts).Select(p => new NetworkPair(p.Label, LabelShuffle.Apply(claim, p.Standard), LabelShuffle.Apply(claim, p.Robust)))]);

    /// <summary>An S stopped at R's clean accuracy against that R: what of a verdict is left when accuracy cannot explain it.</summary>
    public ClaimResult JudgeAccuracyMatched(Claim claim, string architecture)
    {
        IReadOnlyList<int> seeds = study.MatchedSeedsOf(architecture);
        MeasureAll([.. from seed in seeds from mode in new[] { TrainingMode.Matched, TrainingMode.Robust } select new NetworkId(architecture, mode, seed)], claim.Parts);
        return claim.Judge($"{study.Name}, accuracy matched", architecture,
            [.. seeds.Select(seed => new NetworkPair($"seed {seed}", study.Measure(new(architecture, TrainingMode.Matched, seed), claim.Parts), study.Measure(new(architecture, TrainingMode.Robust, seed), claim.Parts)))]);
    }

    /// <summary>S and R of every seed, measured.</summary>
    public IReadOnlyList<NetworkPair> Pairs(string architecture, MeasurementParts parts)
    {
        MeasureAll([.. from seed in study.SeedsOf(architecture) from mode in new[] { TrainingMode.Standard, TrainingMode.Robust } select new NetworkId(architecture, mode, seed)], parts);
        return [.. study.SeedsOf(architecture).Select(seed => new NetworkPair($"seed {seed}", study.Measure(new(architecture, TrainingMode.Standard, seed), parts), study.Measure(new(architecture, TrainingMode.Robust, seed), parts)))];
    }

    /// <summary>The further S of the control.</summary>
    public IReadOnlyList<NetworkMeasurements> ControlNetworks(IEnumerable<string> architectures, MeasurementParts parts)
    {
        NetworkId[] ids = [.. from architecture in architectures from seed in study.ControlSeedsOf(architecture) select new NetworkId(architecture, TrainingMode.Standard, seed)];
        MeasureAll(ids, parts);
        return [.. ids.Select(id => study.Measure(id, parts))];
    }

    /// <summary>
    /// Networks side by side, one thread each: faster than all threads on one small network, and the numbers do not depend on how many
    /// threads a machine has.
    /// </summary>
    private void MeasureAll(IReadOnlyList<NetworkId> networks, MeasurementParts parts, Action? measured = null, CancellationToken cancellation = default)
    {
        NetworkId[] missing = [.. networks.Where(id => !known.TryGetValue(id, out MeasurementParts has) || !has.HasFlag(parts))];
        try
        {
            Parallel.ForEach(missing, new ParallelOptions { MaxDegreeOfParallelism = study.SideBySide, CancellationToken = cancellation }, id =>
            {
                TorchRuntime.ComputeOnOneThread();
                using IDisposable pause = FinalizerPause.Enter();
                study.Measure(id, parts);
                known.AddOrUpdate(id, parts, (_, has) => has | parts);
                FinalizerPause.RunFinalizers();
                TorchRuntime.ReleaseFreedMemory();
                measured?.Invoke();
            });
        }
        catch (AggregateException e)
        {
            // the first error is what the user needs to know; the others are the same for other networks
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
