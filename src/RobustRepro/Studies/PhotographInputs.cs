using RobustRepro.Stimuli;

namespace RobustRepro.Studies;

/// <summary>What the studies of photographs are given: photographs, and the published stimuli.</summary>
/// <param name="noImages">How to get the photographs.</param>
/// <param name="noStimuli">How to get the published stimuli.</param>
/// <param name="ofPublished">The sets that are missing without them.</param>
internal sealed class PhotographInputs(string noImages, string noStimuli, IReadOnlyList<StimulusName> ofPublished)
{
    public IEnumerable<MissingInput> Missing(StudyInputs given)
    {
        if (given.Images is null)
            yield return new(InputKind.Images, StimulusName.Intact.Text, noImages);
        if (given.CueConflict is null)
        {
            foreach (StimulusName set in ofPublished)
                yield return MissingInput.Stimuli(set, noStimuli);
        }
    }

    /// <summary>What was given is read now, so that a mistake is said before anything is measured; what is made of it
    /// is made when it is needed.</summary>
    /// <param name="made">Of the photographs.</param>
    /// <param name="published">Where the published stimuli are; null where they were not given.</param>
    /// <param name="read">Reads them from there.</param>
    public static StimulusCollection Sets(
        StimulusCollection made,
        string? published,
        Func<string, IEnumerable<StimulusSet>> read
    )
    {
        if (published is not null)
        {
            foreach (StimulusSet set in read(published))
                made.Add(set);
        }
        return made;
    }
}
