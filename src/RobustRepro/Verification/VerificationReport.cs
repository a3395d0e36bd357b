using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Statistics;
using RobustRepro.Studies;
using RobustRepro.Tables;
using TorchSharp;

namespace RobustRepro.Verification;

/// <summary>Turns a verification into the report's pages: sections with figures, controls, pictures, and where every
/// number comes from.</summary>
public static class VerificationReport
{
    private static readonly Verdict[] AnyButSupported =
    [
        Verdict.Contradicted,
        Verdict.Negligible,
        Verdict.Inconclusive,
        Verdict.Undecidable,
    ];

    /// <param name="verification">With what is shown besides the verdicts (<see cref="Verifier.Illustrated"/>).</param>
    /// <param name="published">Figures on record, to be shown beside the measured ones.</param>
    /// <param name="device">As it was resolved.</param>
    public static Report Build(
        VerificationResult verification,
        IReadOnlyList<PublishedFigure> published,
        torch.Device device
    ) => verification.Trends.Count > 0 ? TrendReport.Build(verification) : OfNetworks(verification, published, device);

    private static Report OfNetworks(
        VerificationResult verification,
        IReadOnlyList<PublishedFigure> published,
        torch.Device device
    ) =>
        new(
            $"RobustRepro: the {verification.Study.Name} study",
            ReportSummary.Of(verification),
            [
                .. verification
                    .Results.GroupBy(r => r.Claim)
                    .Select(g =>
                        Section(g.Key, [.. g], verification.Study, published) with
                        {
                            Headline = verification.Headlines.FirstOrDefault(h => h.Claim == g.Key),
                        }
                    ),
            ],
            [.. Controls(verification)],
            [.. Gallery(verification)],
            [.. ReportProvenance.Of(verification, device).Select(p => KeyValuePair.Create(p.Key, p.Value))]
        )
        {
            LeftOut = verification.LeftOut,
            Headlines =
                verification.Headlines.Count == 0
                    ? null
                    : Headlines.Table(verification.Study.Name, verification.Headlines),
            ControlTables =
            [
                .. verification.StandardAgainstStandard.Cells.Count > 0
                    ? [verification.StandardAgainstStandard.Table(verification.Study.Name)]
                    : Array.Empty<ResultTable>(),
                .. Untrained(verification) is { Count: > 0 } untrained
                    ? [UntrainedControl.Table(verification.Study.Name, untrained)]
                    : Array.Empty<ResultTable>(),
                .. verification.Tables,
                .. AccuracyMatchedControl.Tables(verification),
            ],
        };

    private static IEnumerable<ControlResult> Controls(VerificationResult verification) =>
        [
            .. verification.Shuffled.Select(r => new ControlResult(
                $"Shuffled labels: {r.Claim.Id}, {r.Architecture}",
                "S against R, the labels of the images that decide the claim permuted: whatever is "
                    + "found did not come from the images.",
                AnyButSupported,
                r,
                "S",
                "R"
            )),
        ];

    private static ClaimSection Section(
        Claim claim,
        IReadOnlyList<ClaimResult> results,
        StudyInfo study,
        IReadOnlyList<PublishedFigure> published
    )
    {
        Figure overview = DifferenceFigure.Create($"{claim.Id}-overview", $"{claim.Quantity}: R - S", results);
        // those of this study first; networks of another built-in study compare with nothing here
        PublishedFigure[] onRecord =
        [
            .. published
                .Where(p => p.Claim == claim.Id && (p.Study == study.Name || !StudyRegistry.BuiltIn.Contains(p.Study)))
                .OrderBy(p => p.Study != study.Name),
        ];
        ResultTable? table =
            onRecord.Length == 0
                ? null
                : PublishedComparison.Table(
                    claim.Id,
                    study.SameNetworksAs,
                    onRecord,
                    results.ToDictionary(r => r.Architecture, r => r.Pairs)
                );
        return new(
            claim,
            results,
            [overview, .. results.SelectMany(ClaimFigures.Of)],
            table,
            study.Remarks.GetValueOrDefault(claim.Id)
        )
        {
            Tables = RecordedRows.Tables(study.Name, claim, results),
        };
    }

    private static IEnumerable<Figure> Gallery(VerificationResult verification)
    {
        yield return DifferenceFigure.Create("overview", "Every claim, R - S", verification.Results);
        foreach (Figure sheet in verification.Sheets)
            yield return sheet;
        (string Architecture, NetworkPair Pair)[] pictured =
        [
            .. verification
                .Networks.Select(n => (n.Key, n.Value.Pairs[0]))
                .Where(n => n.Item2.Standard.Pictures is not null),
        ];
        foreach ((string architecture, NetworkPair pair) in pictured)
        {
            if (pair.Standard.Pictures!.BestUnits.Count + pair.Robust.Pictures!.BestUnits.Count > 0)
                yield return UnitGallery.Sheet(architecture, pair);
        }
        foreach ((string architecture, NetworkPair pair) in pictured)
        {
            if (pair.Standard.Pictures!.Attacked is not null)
                yield return StimulusGallery.AdversarialExamples(architecture, pair);
        }
    }

    private static Dictionary<string, NetworkMeasurements> Untrained(VerificationResult verification) =>
        verification
            .Networks.Where(n => n.Value.Untrained is not null)
            .ToDictionary(n => n.Key, n => n.Value.Untrained!);
}
