using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Probes;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Stimuli;
using RobustRepro.Studies;

namespace RobustRepro.Verification;

/// <summary>Contact sheets of a study's images.</summary>
internal static class StudySheets
{
    /// <summary>How much of a probe is drawn: the concepts of all of Broden's images would fill a wall.</summary>
    private const int ProbeImages = 1000;

    /// <summary>The stimuli that the claims are about, and the probe where one is about concepts. Others are not made
    /// for the picture alone: photographs in a foreign style take minutes.</summary>
    public static IReadOnlyList<Figure> Of(IStudy study, IReadOnlyList<Claim> judged)
    {
        List<Figure> sheets = [];
        HashSet<StimulusName> used = [.. judged.SelectMany(c => c.Uses)];
        Dictionary<StimulusName, IStimulusSet> shown = study
            .Stimuli.Sets.Where(set => used.Contains(set.Key))
            .ToDictionary();
        if (shown.Count > 0)
            sheets.Add(StimulusGallery.ContactSheet(shown));
        if (study.Stimuli.Probe is { } probe && judged.Any(c => c.Parts.HasFlag(MeasurementParts.Concepts)))
            sheets.Add(ProbeGallery.Sheet(PartOfProbe.First(probe.Value, ProbeImages), study.Stimuli.UnseenConcepts()));
        return sheets;
    }
}
