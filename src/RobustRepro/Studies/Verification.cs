using System.Collections.Concurrent;
using RobustRepro.Claims;
using RobustRepro.Training;

namespace RobustRepro.Studies;

/// <summary>Judges claims on a study: S against R, and the two controls that must support nothing.</summary>
public sealed class Verification(IStudy study)
{
    private readonly ConcurrentDictionary<NetworkId, MeasurementParts> known = new();

    // null for all of the study's
    private IReadOnlyCollection<string>? sets;

    public IStudy Study => study;

    /// <summary>Called after each network was measured: how many are done, and how many there are in all.</summary>
    public Action<int, int>? Measured { get; init; }

    /// <summary>Measures what these claims read, no more, and judges them; a claim whose inputs the study does not have is skipped, with the reason.</summary>
    /// <exception cref="InvalidInputException">No claim can be judged at all; the message says what is missing.</exception>
    public VerificationResult Run(IReadOnlyList<Claim> claims, IReadOnlyList<string> architectures, CancellationToken cancellation = default)
    {
        NetworkId[] needed =
        [
            .. from architecture in architectures from seed in study.SeedsOf(architecture) from mode in new[] { TrainingMode.Standard, TrainingMode.Robust } select new NetworkId(architecture, mode, seed),
            .. from architecture in architectures from seed in study.ControlSeedsOf(architecture) select new NetworkId(architecture, TrainingMode.Standard, seed),
            .. from architecture in architectures from seed in study.MatchedSeedsOf(architecture) select new NetworkId(architecture, TrainingMode.Matched, seed),
        ];
        SkippedClaim[] skipped = [.. claims.Select(Skipped).OfType<SkippedClaim>()];
        Claim[] judged = [.. claims.Where(c => !skipped.Any(s => s.Claim == c))];
        if (judged.Length == 0 || needed.Length == 0)
            throw new InvalidInputException($"the {study.Name} study has nothing to judge: {string.Join("; ", study.LeftOut.Concat(skipped.Select(s => $"{s.Claim.Id}: {s.Reason}")))}");
        sets = [.. judged.Where(c => c.Parts.HasFlag(MeasurementParts.Answers)).SelectMany(c => c.Uses).Distinct()];
        int done = 0;
        MeasurementParts parts = judged.Aggregate(MeasurementParts.None, (all, c) => all | c.Parts);
        MeasureAll(needed, parts, () => Measured?.Invoke(Interlocked.Increment(ref done), needed.Length), cancellation);
        ILookup<bool, Claim> applicable = judged.ToLookup(c => architectures.All(a => Pairs(a, c.Parts).All(p => c.AppliesTo(p.Standard) && c.AppliesTo(p.Robust))));
        skipped = [.. skipped, .. applicable[false].Select(c => new SkippedClaim(c, $"of what it reads ({string.Join(", ", c.Uses)}), too little was there to measure"))];
        (Claim Claim, string Architecture)[] cases = [.. from claim in applicable[true] from architecture in architectures select (claim, architecture)];
        return new(study, JudgeAll(cases, Judge), JudgeAll([.. cases.Where(c => study.ControlSeedsOf(c.Architecture).Count > 0)], JudgeStandardAgainstStandard), JudgeAll([.. cases.Where(c => c.Claim.UsesLabels)], JudgeShuffled))
        {
            Skipped = skipped,
            JudgedWithout = [.. from claim in applicable[true] from name in claim.Uses where study.Absent.ContainsKey(name) select new SkippedClaim(claim, study.Absent[name])],
            Checks = study.Checks(architectures.ToDictionary(a => a, a => Pairs(a, MeasurementParts.None)[0])),
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
            [.. seeds.Select(seed => new NetworkPair(study.PairLabel(seed), study.Measure(new(architecture, TrainingMode.Matched, seed), claim.Parts, sets), study.Measure(new(architecture, TrainingMode.Robust, seed), claim.Parts, sets)))]);
    }

    /// <summary>S and R of every seed, measured.</summary>
    public IReadOnlyList<NetworkPair> Pairs(string architecture, MeasurementParts parts)
    {
        MeasureAll([.. from seed in study.SeedsOf(architecture) from mode in new[] { TrainingMode.Standard, TrainingMode.Robust } select new NetworkId(architecture, mode, seed)], parts);
        return [.. study.SeedsOf(architecture).Select(seed => new NetworkPair(study.PairLabel(seed), study.Measure(new(architecture, TrainingMode.Standard, seed), parts, sets), study.Measure(new(architecture, TrainingMode.Robust, seed), parts, sets)))];
    }

    /// <summary>The further S of the control.</summary>
    public IReadOnlyList<NetworkMeasurements> ControlNetworks(IEnumerable<string> architectures, MeasurementParts parts)
    {
        NetworkId[] ids = [.. from architecture in architectures from seed in study.ControlSeedsOf(architecture) select new NetworkId(architecture, TrainingMode.Standard, seed)];
        MeasureAll(ids, parts);
        return [.. ids.Select(id => study.Measure(id, parts, sets))];
    }

    /// <summary>Why the study cannot judge a claim, or null where it can: it lacks what the claim needs, or every set that the claim could be decided on.</summary>
    public SkippedClaim? Skipped(Claim claim)
    {
        string[] needed =
        [
            .. claim.Needs,
            .. claim.Parts.HasFlag(MeasurementParts.Concepts) ? [StimulusSets.Probe] : Array.Empty<string>(),
            .. claim.Parts.HasFlag(MeasurementParts.Noise) ? [StimulusSets.Intact] : Array.Empty<string>(),
        ];
        string[] lacking = [.. needed.Where(study.Absent.ContainsKey)];
        if (lacking.Length == 0 && claim.DecidedOn.Count > 0 && claim.DecidedOn.All(set => set != StimulusSets.UnderAttack && !study.Stimuli.ContainsKey(set)))
            lacking = [.. claim.DecidedOn];
        return lacking.Length == 0 ? null : new(claim, string.Join("; ", lacking.Select(name => study.Absent.GetValueOrDefault(name) ?? $"no {name}").Distinct()));
    }

    /// <summary>
    /// Networks side by side, one thread each: faster than all threads on one small network, and the numbers do not depend on how many
    /// threads a machine has. A large network has all threads to itself.
    /// </summary>
    private void MeasureAll(IReadOnlyList<NetworkId> networks, MeasurementParts parts, Action? measured = null, CancellationToken cancellation = default)
    {
        NetworkId[] missing = [.. networks.Where(id => !known.TryGetValue(id, out MeasurementParts has) || !has.HasFlag(parts))];
        int sideBySide = study.SideBySide;
        try
        {
            Parallel.ForEach(missing, new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = cancellation }, id =>
            {
                if (sideBySide > 1)
                    TorchRuntime.ComputeOnOneThread();
                using IDisposable pause = FinalizerPause.Enter();
                study.Measure(id, parts, sets);
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
