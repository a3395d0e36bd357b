using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Reporting;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Verification;

/// <summary>Judges claims on a study: S against R, and the controls, whose outcome is known beforehand.</summary>
public sealed class Verifier(IStudy study)
{
    private StudyMeasurer? measurer;

    public IStudy Study => study;

    /// <summary>Called before each stimulus set is made, with its name: some take a minute.</summary>
    public Action<StimulusName>? Making { get; init; }

    /// <summary>Called after each network was measured: how many are done, and how many there are in all.</summary>
    public Action<int, int>? Measured { get; init; }

    /// <summary>Told how far each network is.</summary>
    public IProgress<MeasurementProgress>? Progress { get; init; }

    /// <summary>Whether to measure what a report shows besides: pictures, and untrained networks.</summary>
    public bool Illustrated { get; init; }

    private StudyMeasurer Measurer =>
        measurer ??= new(study)
        {
            Making = Making,
            Measured = Measured,
            Progress = Progress,
        };

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
        SkippedClaim[] skipped = [.. claims.Select(Skipped).OfType<SkippedClaim>()];
        Claim[] wanted = [.. claims.Where(c => !skipped.Any(s => s.Claim == c))];
        var plan = VerificationPlan.OfAll(study, wanted, architectures, Illustrated);
        if (wanted.Length == 0 || plan.Requests.Count == 0)
            throw new InvalidInputException(
                $"the {study.Info.Name} study has nothing to judge: "
                    + string.Join(
                        "; ",
                        MissingNetworks(study.Info).Concat(skipped.Select(s => $"{s.Claim.Id}: {s.Reason}"))
                    )
            );
        MeasuredStudy measured = Measurer.Measure(plan, cancellation);
        Claim[] judged = [.. wanted.Where(c => architectures.All(a => measured.Runs(a).All.All(c.AppliesTo)))];
        (Claim Claim, string Architecture)[] cases =
        [
            .. from claim in judged from architecture in architectures select (claim, architecture),
        ];
        string name = study.Info.Name;
        return new(
            study.Info,
            [.. JudgeAll(cases, name, measured.Pairs, measured.Runs).Select(r => RecordedRows.Doubted(name, r))],
            [
                .. cases
                    .AsParallel()
                    .AsOrdered()
                    .Where(c => c.Claim.UsesLabels)
                    .Select(c => Shuffled(c.Claim, c.Architecture, measured)),
            ]
        )
        {
            StandardAgainstStandard = SplitControl.Of(
                cases.Select(c => (c.Claim, c.Architecture, measured.Runs(c.Architecture).Standard))
            ),
            AccuracyMatched = JudgeAll(
                cases,
                $"{name}, accuracy matched",
                measured.Matched,
                a => Runs.Of(measured.Matched(a))
            ),
            Skipped = [.. skipped, .. wanted.Except(judged).Select(TooLittle)],
            JudgedWithout =
            [
                .. from claim in judged
                from set in claim.Uses
                let reason = study.WhyAbsent(set)
                where reason is not null
                select new SkippedClaim(claim, reason),
            ],
            Tables =
            [
                .. Tables(architectures.ToDictionary(a => a, a => measured.Pairs(a)[0])),
                .. AutoAttackSummary.Table([.. architectures.SelectMany(a => Runs.Of(measured.Pairs(a)).All)])
                    is { } attacked
                    ? [attacked]
                    : Array.Empty<Tables.ResultTable>(),
            ],
            Networks = architectures.ToDictionary(a => a, a => NetworksOf(a, measured)),
            Sheets = Illustrated ? StudySheets.Of(study, judged) : [],
        };
    }

    /// <summary>Measures a share of all that <see cref="Run"/> would, and judges nothing; of use where measurements are
    /// kept.</summary>
    /// <returns>How many networks were measured or read.</returns>
    public int MeasureOnly(
        IReadOnlyList<Claim> claims,
        IReadOnlyList<string> architectures,
        Shard shard,
        CancellationToken cancellation = default
    )
    {
        Claim[] wanted = [.. claims.Where(c => Skipped(c) is null)];
        VerificationPlan plan = VerificationPlan.OfAll(study, wanted, architectures, Illustrated).Share(shard);
        Measurer.Measure(plan, cancellation);
        return plan.Requests.Count;
    }

    /// <summary>S against R, for every seed.</summary>
    public ClaimResult Judge(Claim claim, string architecture)
    {
        MeasuredStudy measured = OfPairs(architecture, claim);
        return Judge(claim, study.Info.Name, architecture, measured.Pairs(architecture), measured.Runs(architecture));
    }

    /// <summary>S against R with shuffled labels: nothing may be supported.</summary>
    public ClaimResult JudgeShuffled(Claim claim, string architecture) =>
        Shuffled(claim, architecture, OfPairs(architecture, claim));

    /// <summary>S and R of every seed, measured; what was measured for others may be there too.</summary>
    public IReadOnlyList<NetworkPair> Pairs(string architecture, MeasurementRequest request) =>
        Measurer.Measure(VerificationPlan.OfPairs(study.Networks, architecture, request)).Pairs(architecture);

    /// <summary>What dissection finds in a network that learnt nothing.</summary>
    public NetworkMeasurements Untrained(string architecture) =>
        study.Measure(VerificationPlan.Untrained(architecture), new(MeasurementParts.Detectors, []), Progress);

    /// <summary>Why the study cannot judge a claim, or null where it can: it lacks what the claim needs, or every set
    /// that the claim could be decided on.</summary>
    public SkippedClaim? Skipped(Claim claim)
    {
        MeasurementParts inside = claim.Parts & MeasurementParts.Units;
        string? reason =
            inside == 0 ? null
            : inside == MeasurementParts.Filters ? study.Networks.WithoutFilters
            : study.Networks.WithoutLayers;
        if (claim.Parts.HasFlag(MeasurementParts.Syntheses) && !HasJudges)
            reason = SynthesisPanel.NoJudge;
        if (reason is not null)
            return new(claim, reason);
        List<StimulusName> needed = [.. claim.Needs];
        if (claim.Parts.HasFlag(MeasurementParts.Concepts))
            needed.Add(StimulusName.Probe);
        if ((claim.Parts & (MeasurementParts.Noise | MeasurementParts.Syntheses)) != 0)
            needed.Add(StimulusName.Intact);
        if (claim.Parts.HasFlag(MeasurementParts.SingleUnits))
            needed.Add(StimulusName.CueConflict);
        StimulusName[] lacking = [.. needed.Where(name => study.WhyAbsent(name) is not null)];
        if (
            lacking.Length == 0
            && claim.DecidedOn.Count > 0
            && claim.DecidedOn.All(set => set != StimulusName.UnderAttack && !study.Stimuli.Sets.ContainsKey(set))
        )
            lacking = [.. claim.DecidedOn];
        return lacking.Length == 0
            ? null
            : new(claim, string.Join("; ", lacking.Select(name => study.WhyAbsent(name) ?? $"no {name}").Distinct()));
    }

    /// <summary>Whether someone is there to judge what a network draws.</summary>
    private bool HasJudges =>
        study.Networks.Architectures.All(a =>
            study
                .Networks.Seeds(a.Name)
                .All(seed => SynthesisPanel.Of(study.Networks, new(a.Name, TrainingMode.Robust, seed)).Count > 0)
        );

    private MeasuredStudy OfPairs(string architecture, Claim claim) =>
        Measurer.Measure(VerificationPlan.OfPairs(study.Networks, architecture, MeasurementRequest.Of(claim)));

    private ClaimResult Shuffled(Claim claim, string architecture, MeasuredStudy measured)
    {
        Runs runs = measured.Runs(architecture);
        return Judge(
            claim,
            $"{study.Info.Name}, shuffled labels",
            architecture,
            measured.Pairs(architecture),
            new(
                [.. runs.Standard.Select(n => LabelShuffle.Apply(claim, n))],
                [.. runs.Robust.Select(n => LabelShuffle.Apply(claim, n))]
            )
        );
    }

    /// <summary>Judges the cases for which there are networks to be compared.</summary>
    private static ClaimResult[] JudgeAll(
        (Claim Claim, string Architecture)[] cases,
        string study,
        Func<string, IReadOnlyList<NetworkPair>> pairs,
        Func<string, Runs> runs
    ) =>
        [
            .. cases
                .AsParallel()
                .AsOrdered()
                .Select(c => (c.Claim, c.Architecture, Pairs: pairs(c.Architecture)))
                .Where(c => c.Pairs.Count > 0)
                .Select(c => Judge(c.Claim, study, c.Architecture, c.Pairs, runs(c.Architecture))),
        ];

    /// <summary>A single pair goes by its label.</summary>
    private static ClaimResult Judge(
        Claim claim,
        string study,
        string architecture,
        IReadOnlyList<NetworkPair> pairs,
        Runs runs
    ) => claim.Judge(study, architecture, runs, runs.All.Count() == 2 ? pairs[0].Label : null);

    private IReadOnlyList<Tables.ResultTable> Tables(IReadOnlyDictionary<string, NetworkPair> firstPairs) =>
        [.. study.Info.Tables.Select(t => t.Of(firstPairs)).OfType<Tables.ResultTable>()];

    private ArchitectureNetworks NetworksOf(string architecture, MeasuredStudy measured)
    {
        IStudyNetworks networks = study.Networks;
        return new(
            networks.Seeds(architecture),
            networks.MatchedSeeds(architecture),
            measured.Pairs(architecture),
            measured.Matched(architecture),
            measured.Untrained(architecture)
        );
    }

    private static SkippedClaim TooLittle(Claim claim) =>
        new(claim, $"of what it reads ({string.Join(", ", claim.Uses)}), too little was there to measure");

    internal static IEnumerable<string> MissingNetworks(StudyInfo info) =>
        info.Missing.Where(m => m.Kind == InputKind.Networks).Select(m => m.ToString());
}
