using RobustRepro.Measures;
using RobustRepro.Measuring;
using RobustRepro.Models;
using RobustRepro.Stimuli;
using TorchSharp;

namespace RobustRepro.Studies;

/// <summary>What a report shows of one network of a study.</summary>
internal static class StudyPictures
{
    public static NetworkPictures Of(
        NormalizedModel model,
        NetworkMeasurements measured,
        StudyStimuli stimuli,
        AttackGrid attacks,
        torch.Device? device
    ) =>
        new(
            stimuli.Sets.TryGetValue(StimulusName.Intact, out IStimulusSet? intact)
                ? AttackPictures.Of(model, intact, attacks, device)
                : null,
            measured.Units is { Concepts.Count: > 0 } units && stimuli.Probe is { } probe
                ? UnitPictures.OfLastLayer(model, probe.Value, units, device)
                : []
        );
}
