using System.Collections.Concurrent;
using System.Collections.Immutable;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Models;
using RobustRepro.Runtime;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Verification;

/// <summary>Judges claims on a study: S against R, and the two controls that must support nothing.</summary>
public sealed class Verifier(IStudy study)
{
    private readonly ConcurrentDictionary<NetworkId, Known> known = new();

    public IStudy Study => study;

    /// <summary>Called before each stimulus set is made, with its name: some take a minute.</summary>
    public Action<string>? Making { get; init; }

    /// <summary>Called after each network was measured: how many are done, and how many there are in all.</summary>
    public Action<int, int>? Measured { get; init; }

    /// <summary>Measures what these claims read, no more, and judges them; a claim whose inputs the study does not have
    /// is skipped, with the reason.</summary>
    /// <exception cref="InvalidInputException">No claim can be judged at all; the message says what is
    /// missing.</exception>
    public VerificationResult Run(
        IReadOnlyList<Claim> claims,
        IReadOnlyList<string> architectures,
        CancellationToken cancellation = default
    )
    {
        NetworkId[] needed =
        [
            .. from architecture in architectures
            from seed in study.SeedsOf(architecture)
            from mode in new[] { TrainingMode.Standard, TrainingMode.Robust }
            select new NetworkId(architecture, mode, seed),
            .. from architecture in architectures
            from seed in study.ControlSeedsOf(architecture)
            select new NetworkId(architecture, TrainingMode.Standard, seed),
            .. from architecture in architectures
            from seed in study.MatchedSeedsOf(architecture)
            select new NetworkId(architecture, TrainingMode.Matched, seed),
        ];
        SkippedClaim[] skipped = [.. claims.Select(Skipped).OfType<SkippedClaim>()];
        Claim[] judged = [.. claims.Where(c => !skipped.Any(s => s.Claim == c))];
        if (judged.Length == 0 || needed.Length == 0)
            throw new InvalidInputException(
                $"the {study.Name} study has nothing to judge: "
                    + $"{string.Join("; ", study.LeftOut.Concat(skipped.Select(s => $"{s.Claim.Id}: {s.Reason}")))}"
            );
        int done = 0;
        MeasurementParts parts = judged.Aggregate(MeasurementParts.None, (all, c) => all | c.Parts);
        MeasureAll(
            needed,
            parts,
            [.. judged.SelectMany(SetsOf).Distinct()],
            () => Measured?.Invoke(Interlocked.Increment(ref done), needed.Length),
            cancellation
        );
        ILookup<bool, Claim> applicable = judged.ToLookup(c =>
            architectures.All(a => Pairs(a, c).All(p => c.AppliesTo(p.Standard) && c.AppliesTo(p.Robust)))
        );
        skipped =
        [
            .. skipped,
            .. applicable[false]
                .Select(c => new SkippedClaim(
                    c,
                    $"of what it reads ({string.Join(", ", c.Uses)}), too little was there to measure"
                )),
        ];
        (Claim Claim, string Architecture)[] cases =
        [
            .. from claim in applicable[true] from architecture in architectures select (claim, architecture),
        ];
        return new(
            study,
            JudgeAll(cases, Judge),
            JudgeAll(
                [.. cases.Where(c => study.ControlSeedsOf(c.Architecture).Count > 0)],
                JudgeStandardAgainstStandard
            ),
            JudgeAll([.. cases.Where(c => c.Claim.UsesLabels)], JudgeShuffled)
        )
        {
            Skipped = skipped,
            JudgedWithout =
            [
                .. from claim in applicable[true]
                from name in claim.Uses
                where study.Absent.ContainsKey(name)
                select new SkippedClaim(claim, study.Absent[name]),
            ],
            Checks = study.Checks(architectures.ToDictionary(a => a, a => Pairs(a, MeasurementParts.None)[0])),
            AccuracyMatched = JudgeAll(
                [.. cases.Where(c => study.MatchedSeedsOf(c.Architecture).Count > 0)],
                JudgeAccuracyMatched
            ),
            MatchedPairs = architectures.ToDictionary(
                a => a,
                a => (IReadOnlyList<NetworkPair>)MatchedPairs(a, MeasurementParts.None, [])
            ),
        };
    }

    private static ClaimResult[] JudgeAll(
        (Claim Claim, string Architecture)[] cases,
        Func<Claim, string, ClaimResult> judge
    ) => [.. cases.AsParallel().AsOrdered().Select(c => judge(c.Claim, c.Architecture))];

    /// <summary>S against R, for every seed.</summary>
    public ClaimResult Judge(Claim claim, string architecture) =>
        claim.Judge(study.Name, architecture, Pairs(architecture, claim));

    /// <summary>S against an S of another seed: nothing may be supported.</summary>
    public ClaimResult JudgeStandardAgainstStandard(Claim claim, string architecture) =>
        claim.Judge(
            $"{study.Name}, S against S",
            architecture,
            [
                .. Pairs(architecture, claim)
                    .Zip(
                        ControlNetworks([architecture], claim.Parts, SetsOf(claim)),
                        (pair, control) => new NetworkPair($"{pair.Label}, {control.Name}", pair.Standard, control)
                    ),
            ]
        );

    /// <summary>S against R with shuffled labels: nothing may be supported.</summary>
    public ClaimResult JudgeShuffled(Claim claim, string architecture) =>
        claim.Judge(
            $"{study.Name}, shuffled labels",
            architecture,
            [
                .. Pairs(architecture, claim)
                    .Select(p => new NetworkPair(
                        p.Label,
                        LabelShuffle.Apply(claim, p.Standard),
                        LabelShuffle.Apply(claim, p.Robust)
                    )),
            ]
        );

    /// <summary>An S stopped at R's clean accuracy against that R: what of a verdict is left when accuracy cannot
    /// explain it.</summary>
    public ClaimResult JudgeAccuracyMatched(Claim claim, string architecture) =>
        claim.Judge(
            $"{study.Name}, accuracy matched",
            architecture,
            MatchedPairs(architecture, claim.Parts, SetsOf(claim))
        );

    /// <summary>S and R of every seed, measured as the claim needs it; what was measured for others may be there
    /// too.</summary>
    public IReadOnlyList<NetworkPair> Pairs(string architecture, Claim claim) =>
        Pairs(architecture, claim.Parts, SetsOf(claim));

    /// <summary>S and R of every seed, measured.</summary>
    /// <param name="sets">To be answered, where <paramref name="parts"/> asks for answers; null for all.</param>
    public IReadOnlyList<NetworkPair> Pairs(
        string architecture,
        MeasurementParts parts,
        IReadOnlyCollection<string>? sets = null
    ) => Pairs(architecture, TrainingMode.Standard, study.SeedsOf(architecture), parts, sets);

    /// <summary>The further S of the control.</summary>
    public IReadOnlyList<NetworkMeasurements> ControlNetworks(
        IEnumerable<string> architectures,
        MeasurementParts parts,
        IReadOnlyCollection<string>? sets = null
    ) =>
        MeasureAll(
            [
                .. from architecture in architectures
                from seed in study.ControlSeedsOf(architecture)
                select new NetworkId(architecture, TrainingMode.Standard, seed),
            ],
            parts,
            sets
        );

    /// <summary>Why the study cannot judge a claim, or null where it can: it lacks what the claim needs, or every set
    /// that the claim could be decided on.</summary>
    public SkippedClaim? Skipped(Claim claim)
    {
        string[] needed =
        [
            .. claim.Needs,
            .. claim.Parts.HasFlag(MeasurementParts.Concepts) ? [StimulusSets.Probe] : Array.Empty<string>(),
            .. claim.Parts.HasFlag(MeasurementParts.Noise) ? [StimulusSets.Intact] : Array.Empty<string>(),
        ];
        string[] lacking = [.. needed.Where(study.Absent.ContainsKey)];
        if (
            lacking.Length == 0
            && claim.DecidedOn.Count > 0
            && claim.DecidedOn.All(set => set != StimulusSets.UnderAttack && !study.Stimuli.ContainsKey(set))
        )
            lacking = [.. claim.DecidedOn];
        return lacking.Length == 0
            ? null
            : new(
                claim,
                string.Join(
                    "; ",
                    lacking.Select(name => study.Absent.GetValueOrDefault(name) ?? $"no {name}").Distinct()
                )
            );
    }

    /// <summary>The S that were stopped at R's clean accuracy, each with that R.</summary>
    private NetworkPair[] MatchedPairs(string architecture, MeasurementParts parts, IReadOnlyCollection<string> sets) =>
        Pairs(architecture, TrainingMode.Matched, study.MatchedSeedsOf(architecture), parts, sets);

    private NetworkPair[] Pairs(
        string architecture,
        TrainingMode standard,
        IReadOnlyList<int> seeds,
        MeasurementParts parts,
        IReadOnlyCollection<string>? sets
    )
    {
        NetworkMeasurements[] networks = MeasureAll(
            [
                .. from seed in seeds
                from mode in new[] { standard, TrainingMode.Robust }
                select new NetworkId(architecture, mode, seed),
            ],
            parts,
            sets
        );
        return
        [
            .. seeds.Select(
                (seed, i) => new NetworkPair(study.PairLabel(seed), networks[2 * i], networks[(2 * i) + 1])
            ),
        ];
    }

    private static IReadOnlyCollection<string> SetsOf(Claim claim) =>
        claim.Parts.HasFlag(MeasurementParts.Answers) ? claim.Uses : [];

    /// <summary>
    /// Networks side by side, one thread each: faster than all threads on one small network, and the numbers do not
    /// depend on how many
    /// threads a machine has. A large network has all threads to itself.
    /// </summary>
    private NetworkMeasurements[] MeasureAll(
        IReadOnlyList<NetworkId> networks,
        MeasurementParts parts,
        IReadOnlyCollection<string>? sets = null,
        Action? measured = null,
        CancellationToken cancellation = default
    )
    {
        sets ??= parts.HasFlag(MeasurementParts.Answers) ? [.. study.Stimuli.Keys] : [];
        NetworkId[] missing =
        [
            .. networks.Where(id => !known.TryGetValue(id, out Known? has) || !has.Covers(parts, sets)),
        ];
        // a network that will not load is said before minutes are spent on stimuli
        foreach (NetworkId id in missing.Where(id => !known.ContainsKey(id)))
        {
            using NormalizedModel loads = study.Load(id);
        }
        if (missing.Length > 0)
            MakeStimuli(parts, sets, cancellation);
        int sideBySide = study.SideBySide;
        try
        {
            Parallel.ForEach(
                missing,
                new ParallelOptions { MaxDegreeOfParallelism = sideBySide, CancellationToken = cancellation },
                id =>
                {
                    if (sideBySide > 1)
                        TorchRuntime.ComputeOnOneThread();
                    using IDisposable pause = FinalizerPause.Enter();
                    study.Measure(id, parts, sets);
                    known.AddOrUpdate(id, _ => new(parts, [.. sets]), (_, has) => has.With(parts, sets));
                    FinalizerPause.RunFinalizers();
                    TorchRuntime.ReleaseFreedMemory();
                    measured?.Invoke();
                }
            );
        }
        catch (AggregateException e)
        {
            // the first error is what the user needs to know; the others are the same for other networks
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        return [.. networks.Select(id => study.Measure(id, parts, sets))];
    }

    /// <summary>While no network is measured: then they are made with all threads, and nobody waits for them.</summary>
    private void MakeStimuli(MeasurementParts parts, IReadOnlyCollection<string> sets, CancellationToken cancellation)
    {
        IEnumerable<string> needed = sets;
        if ((parts & (MeasurementParts.Attack | MeasurementParts.Noise | MeasurementParts.Concepts)) != 0)
            needed = needed.Append(StimulusSets.Intact);
        if (parts.HasFlag(MeasurementParts.Concepts))
            needed = needed.Append(StimulusSets.CueConflict);
        foreach (string name in needed.Where(study.Stimuli.ContainsKey))
        {
            cancellation.ThrowIfCancellationRequested();
            Making?.Invoke(name);
            _ = study.Stimuli[name];
        }
    }

    /// <summary>What is measured of a network.</summary>
    private sealed record Known(MeasurementParts Parts, ImmutableHashSet<string> Sets)
    {
        public bool Covers(MeasurementParts parts, IReadOnlyCollection<string> sets) =>
            Parts.HasFlag(parts) && Sets.IsSupersetOf(sets);

        public Known With(MeasurementParts parts, IReadOnlyCollection<string> sets) =>
            new(Parts | parts, Sets.Union(sets));
    }
}
