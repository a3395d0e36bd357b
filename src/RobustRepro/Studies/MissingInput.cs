using RobustRepro.Stimuli;

namespace RobustRepro.Studies;

/// <summary>Something that a study was not given.</summary>
/// <param name="Name">Of the architecture or the stimulus set; <see cref="StimulusName.Probe"/> for the probe.</param>
/// <param name="Reason">What is missing, and which setting or command gives it.</param>
public sealed record MissingInput(InputKind Kind, string Name, string Reason)
{
    public static MissingInput Stimuli(StimulusName set, string reason) => new(InputKind.Stimuli, set.Text, reason);

    public static MissingInput Probe(string reason) => new(InputKind.Probe, StimulusName.Probe.Text, reason);

    /// <summary>For lists of what was left out.</summary>
    public override string ToString() => $"{Name}: {Reason}";
}
