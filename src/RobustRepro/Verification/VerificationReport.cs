using System.Globalization;
using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Models;
using RobustRepro.Probes;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Figures;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Runtime;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Tables;
using RobustRepro.Training;
using TorchSharp;

namespace RobustRepro.Verification;

/// <summary>Turns a verification into the report's pages: sections with figures, controls, pictures, and where every
/// number comes from.</summary>
public static class VerificationReport
{
    /// <summary>Pictures of units are taken from so many labelled images: to look through all of Broden again would
    /// take as long as to dissect a layer.</summary>
    private const int GalleryImages = 1000;

    private static readonly Verdict[] AnyButSupported =
    [
        Verdict.Contradicted,
        Verdict.Inconclusive,
        Verdict.Undecidable,
    ];

    /// <param name="published">Figures on record, to be shown beside the measured ones.</param>
    /// <param name="device">As it was resolved.</param>
    public static Report Build(
        VerificationResult verification,
        Verifier source,
        IReadOnlyList<PublishedFigure> published,
        torch.Device device
    )
    {
        IStudy study = verification.Study;
        ClaimSection[] sections =
        [
            .. verification.Results.GroupBy(r => r.Claim).Select(g => Section(g.Key, [.. g], source, published)),
        ];
        List<Figure> gallery = [DifferenceFigure.Create("overview", "Every claim, R - S", verification.Results)];
        string[] dissected =
        [
            .. verification
                .Results.Where(r => r.Claim is LowerLevelClaim or LessDiverseClaim)
                .Select(r => r.Architecture)
                .Distinct(),
        ];
        if (study.Stimuli.Count > 0)
            gallery.Add(StimulusGallery.ContactSheet(study.Stimuli));
        if (dissected.Length > 0)
            gallery.Add(ProbeGallery.Sheet(PartOfProbe.First(study.Probe, GalleryImages), study.UnseenConcepts));
        gallery.AddRange(dissected.Select(a => UnitSheet(study, source, a)));
        if (study.Stimuli.ContainsKey(StimulusSets.Intact))
            gallery.AddRange(
                verification.Results.Select(r => r.Architecture).Distinct().Select(a => AdversarialExamples(study, a))
            );
        return new(
            $"RobustRepro: the {study.Name} study",
            Summary(verification),
            sections,
            [
                .. verification.StandardAgainstStandard.Select(r => new ControlResult(
                    $"S against another S: {r.Claim.Id}, {r.Architecture}",
                    "Two standard networks that differ in nothing but their seed: a claim about adversarial "
                        + "training has nothing to find.",
                    AnyButSupported,
                    r
                )),
                .. verification.Shuffled.Select(r => new ControlResult(
                    $"Shuffled labels: {r.Claim.Id}, {r.Architecture}",
                    "S against R, the labels of the images that decide the claim permuted: whatever is "
                        + "found did not come from the images.",
                    AnyButSupported,
                    r,
                    "S",
                    "R"
                )),
            ],
            gallery,
            [.. Provenance(verification, source, device).Select(p => KeyValuePair.Create(p.Key, p.Value))]
        )
        {
            LeftOut = verification.LeftOut,
            ControlTables =
            [
                .. dissected.Length == 0 ? [] : new[] { UntrainedControl.Table(study, dissected) },
                .. verification.Checks,
                .. AccuracyMatchedControl.Tables(verification),
            ],
        };
    }

    private static ClaimSection Section(
        Claim claim,
        IReadOnlyList<ClaimResult> results,
        Verifier source,
        IReadOnlyList<PublishedFigure> published
    )
    {
        Figure overview = DifferenceFigure.Create($"{claim.Id}-overview", $"{claim.Quantity}: R - S", results);
        // those of this study first; networks of another built-in study compare with nothing here
        PublishedFigure[] onRecord =
        [
            .. published
                .Where(p =>
                    p.Claim == claim.Id && (p.Study == source.Study.Name || !StudyRegistry.BuiltIn.Contains(p.Study))
                )
                .OrderBy(p => p.Study != source.Study.Name),
        ];
        ResultTable? table =
            onRecord.Length == 0
                ? null
                : PublishedComparison.Table(
                    claim.Id,
                    source.Study.Name,
                    onRecord,
                    results.ToDictionary(r => r.Architecture, r => source.Pairs(r.Architecture, claim))
                );
        return new(
            claim,
            results,
            [overview, .. results.SelectMany(r => ClaimFigures.Of(r, source.Pairs(r.Architecture, r.Claim)))],
            table,
            source.Study.Remarks.GetValueOrDefault(claim.Id)
        );
    }

    /// <summary>The best detectors of the last hooked layer, S's and then R's, of the first seed.</summary>
    private static Figure UnitSheet(IStudy study, Verifier source, string architecture)
    {
        const int unitsPerNetwork = 5;
        NetworkPair pair = source.Pairs(architecture, MeasurementParts.Concepts)[0];
        IProbe probe = PartOfProbe.First(study.Probe, GalleryImages);
        IEnumerable<UnitSheetRow> Rows(TrainingMode mode, string heading)
        {
            NetworkId id = new(architecture, mode, study.SeedsOf(architecture)[0]);
            LayerConcepts last = (mode == TrainingMode.Standard ? pair.Standard : pair.Robust).Units!.Under(
                ConceptSetting.Deciding
            )[^1];
            using NormalizedModel model = study.Load(id);
            return UnitGallery.Best(model, probe, last, $"{heading}, {id}, {last.Layer}", unitsPerNetwork);
        }
        return UnitSheetFigure.Create(
            $"units-{architecture}",
            $"The best detectors of the last layer, {architecture}",
            [.. Rows(TrainingMode.Standard, "S"), .. Rows(TrainingMode.Robust, "R")]
        );
    }

    /// <summary>The examples for a study's first seed.</summary>
    private static Figure AdversarialExamples(IStudy study, string architecture)
    {
        int seed = study.SeedsOf(architecture)[0];
        using NormalizedModel standard = study.Load(new(architecture, TrainingMode.Standard, seed));
        using NormalizedModel robust = study.Load(new(architecture, TrainingMode.Robust, seed));
        return StimulusGallery.AdversarialExamples(
            architecture,
            standard,
            robust,
            study.Stimuli[StimulusSets.Intact],
            study.Attacks.At(study.Attacks.TrainingEps)
        );
    }

    private static string Summary(VerificationResult verification)
    {
        int supported = verification.Results.Count(r => r.Verdict == Verdict.Supported);
        string others = string.Join(
            ", ",
            verification
                .Results.Where(r => r.Verdict != Verdict.Supported)
                .GroupBy(r => r.Verdict)
                .OrderBy(g => g.Key)
                .Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}")
        );
        int falselySupported = verification
            .StandardAgainstStandard.Concat(verification.Shuffled)
            .Count(r => r.Verdict == Verdict.Supported);
        string controls =
            falselySupported == 0
                ? verification.StandardAgainstStandard.Count > 0
                    ? "Both controls support nothing, as they must."
                    : "The control with shuffled labels supports nothing, as it must; there are no further "
                        + "standard networks for the other control, S against S."
                : $"The controls support {falselySupported} of their comparisons, which they must not: read "
                    + $"the verdicts with that in mind.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Tests claims of Chen, Agarwal and Nguyen, The shape and simplicity biases of adversarially "
                + $"robust ImageNet-trained CNNs (arXiv:2006.09373): does adversarial training (R) change "
                + $"what a standard network (S) goes by? {verification.Study.Description} {supported} of "
                + $"{verification.Results.Count} verdicts are "
                + $"supported{(others.Length > 0 ? $", {others}" : "")}. {controls}"
        );
    }

    private static IEnumerable<(string Key, string Value)> Provenance(
        VerificationResult verification,
        Verifier source,
        torch.Device device
    )
    {
        IStudy study = verification.Study;
        yield return ("suite", $"RobustRepro {BuildInfo.Version}, commit {BuildInfo.Commit}");
        yield return (
            "libtorch",
            $"{TorchRuntime.LibTorchVersion} through TorchSharp, device {device}, {TorchRuntime.Threads} threads"
        );
        foreach (string architecture in verification.Results.Select(r => r.Architecture).Distinct())
            yield return (
                $"seeds of {architecture}",
                $"S and R {string.Join(", ", study.SeedsOf(architecture))}{(study.ControlSeedsOf(architecture) is { Count: > 0 } control ? $"; S of the control {string.Join(", ", control)}" : "")}{(study.MatchedSeedsOf(architecture) is { Count: > 0 } matched ? $"; S stopped at R's accuracy {string.Join(", ", matched)}" : "")}"
            );
        yield return ("decision rule", $"{DecisionRule.Text} Seed of the resampling: {DecisionRule.Seed}.");
        foreach ((string key, string value) in study.Provenance)
            yield return (key, value);
        string[] architectures = [.. verification.Results.Select(r => r.Architecture).Distinct()];
        foreach (NetworkPair pair in architectures.SelectMany(a => source.Pairs(a, MeasurementParts.None)))
        {
            yield return (pair.Standard.Name, pair.Standard.Provenance);
            yield return (pair.Robust.Name, pair.Robust.Provenance);
        }
        foreach (
            NetworkMeasurements network in source
                .ControlNetworks(architectures, MeasurementParts.None)
                .Concat(verification.MatchedPairs.Values.SelectMany(pairs => pairs.Select(p => p.Standard)))
        )
            yield return (network.Name, network.Provenance);
    }
}
