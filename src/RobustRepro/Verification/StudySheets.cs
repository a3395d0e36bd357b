using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Probes;
using RobustRepro.Reporting;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Studies;

namespace RobustRepro.Verification;

/// <summary>Contact sheets of a study's images.</summary>
internal static class StudySheets
{
    /// <summary>How much of a probe is drawn: the concepts of all of Broden's images would fill a wall.</summary>
    private const int ProbeImages = 1000;

    /// <summary>The stimuli, and the probe where a claim is about concepts.</summary>
    public static IReadOnlyList<Figure> Of(IStudy study, IReadOnlyList<Claim> judged)
    {
        List<Figure> sheets = [];
        if (study.Stimuli.Sets.Count > 0)
            sheets.Add(StimulusGallery.ContactSheet(study.Stimuli.Sets));
        if (study.Stimuli.Probe is { } probe && judged.Any(c => c.Parts.HasFlag(MeasurementParts.Concepts)))
            sheets.Add(ProbeGallery.Sheet(PartOfProbe.First(probe.Value, ProbeImages), study.Stimuli.UnseenConcepts()));
        return sheets;
    }
}
