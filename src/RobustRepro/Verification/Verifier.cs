using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Reporting;
using RobustRepro.Stimuli;
using RobustRepro.Studies;

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
        SkippedClaim[] skipped =
        [
            .. claims.Select(c => ClaimInputs.Skipped(study, c, architectures)).OfType<SkippedClaim>(),
        ];
        Claim[] wanted = [.. claims.Where(c => !skipped.Any(s => s.Claim == c))];
        architectures = SpokenOf(wanted, architectures);
        var plan = VerificationPlan.OfAll(study, wanted, architectures, Illustrated);
        if (wanted.Length == 0 || plan.Requests.Count == 0)
            throw new InvalidInputException(
                $"the {study.Info.Name} study has nothing to judge: "
                    + string.Join(
                        "; ",
                        MissingNetworks(study.Info)
                            .Concat(
                                skipped
                                    .GroupBy(s => s.Reason)
                                    .Select(g => $"{string.Join(", ", g.Select(s => s.Claim.Id))}: {g.Key}")
                            )
                    )
            );
        MeasuredStudy measured = Measurer.Measure(plan, cancellation);
        (Claim Claim, string Architecture)[] cases =
        [
            .. from claim in wanted
            from architecture in architectures
            where ClaimInputs.SpeaksOf(study, claim, architecture)
            select (claim, architecture),
        ];
        Claim[] judged =
        [
            .. wanted.Where(c =>
                cases.Where(s => s.Claim == c).All(s => ClaimInputs.Suffice(c, measured.Runs(s.Architecture)))
            ),
        ];
        cases = [.. cases.Where(c => judged.Contains(c.Claim))];
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
                cases.Select(c => (c.Claim, c.Architecture, c.Claim.RunsOf(measured.Runs(c.Architecture)).Standard))
            ),
            AccuracyMatched = JudgeAll(
                cases,
                $"{name}, accuracy matched",
                measured.Matched,
                a => Runs.Of(measured.Matched(a))
            ),
            Skipped = [.. skipped, .. wanted.Except(judged).Select(ClaimInputs.TooLittle)],
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
        Claim[] wanted = [.. claims.Where(c => ClaimInputs.Skipped(study, c, architectures) is null)];
        architectures = SpokenOf(wanted, architectures);
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
    public SkippedClaim? Skipped(Claim claim) => ClaimInputs.Skipped(study, claim);

    private string[] SpokenOf(IReadOnlyList<Claim> claims, IReadOnlyList<string> architectures) =>
        [.. architectures.Where(a => claims.Any(c => ClaimInputs.SpeaksOf(study, c, a)))];

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
                .Where(c => c.Pairs.Count > 0 && ClaimInputs.Suffice(c.Claim, runs(c.Architecture)))
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

    internal static IEnumerable<string> MissingNetworks(StudyInfo info) =>
        info.Missing.Where(m => m.Kind == InputKind.Networks).Select(m => m.ToString());
}
