using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Stimuli;
using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Verification;

/// <summary>Whether a study has what a claim needs.</summary>
internal static class ClaimInputs
{
    /// <summary>Why the study cannot judge a claim, or null where it can: it lacks what the claim needs, or every set
    /// that the claim could be decided on.</summary>
    public static SkippedClaim? Skipped(IStudy study, Claim claim)
    {
        if (WithoutNetworks(study, claim) is { } reason)
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

    /// <summary>Also where it speaks of none of these architectures.</summary>
    public static SkippedClaim? Skipped(IStudy study, Claim claim, IReadOnlyList<string> architectures) =>
        Skipped(study, claim)
        ?? (
            architectures.Count == 0 || architectures.Any(a => SpeaksOf(study, claim, a))
                ? null
                : new(claim, $"of its architectures, {study.Networks.Widths!.Architecture} alone has other widths")
        );

    /// <summary>Whether what was measured of an architecture's runs is enough to judge a claim.</summary>
    public static bool Suffice(Claim claim, Runs measured) =>
        claim.RunsOf(measured) is { Standard.Count: > 0, Robust.Count: > 0 } runs && runs.All.All(claim.AppliesTo);

    /// <summary>Said where a claim could be judged, but nothing of what it reads was there.</summary>
    public static SkippedClaim TooLittle(Claim claim) =>
        new(claim, $"of what it reads ({string.Join(", ", claim.Uses)}), too little was there to measure");

    /// <summary>Whether a claim speaks of an architecture at all.</summary>
    public static bool SpeaksOf(IStudy study, Claim claim, string architecture) =>
        !claim.Parts.HasFlag(MeasurementParts.Widths) || study.Networks.Widths?.Architecture == architecture;

    /// <summary>What the study's networks do not have of what the claim needs; null where nothing lacks.</summary>
    private static string? WithoutNetworks(IStudy study, Claim claim)
    {
        MeasurementParts inside = claim.Parts & MeasurementParts.Units;
        string? reason =
            inside == 0 ? null
            : inside == MeasurementParts.Filters ? study.Networks.WithoutFilters
            : study.Networks.WithoutLayers;
        return claim.Parts.HasFlag(MeasurementParts.Syntheses) && !HasJudges(study) ? SynthesisPanel.NoJudge
            : claim.Parts.HasFlag(MeasurementParts.Widths) ? study.Networks.WithoutWidths ?? reason
            : reason;
    }

    /// <summary>Whether someone is there to judge what a network draws.</summary>
    private static bool HasJudges(IStudy study) =>
        study.Networks.Architectures.All(a =>
            study
                .Networks.Seeds(a.Name)
                .All(seed => SynthesisPanel.Of(study.Networks, new(a.Name, TrainingMode.Robust, seed)).Count > 0)
        );
}
