using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>A network with the weights of a file, in evaluation mode on the CPU, and where they come from.</summary>
/// <param name="Model">Takes images in [0, 1]. The caller owns it.</param>
/// <param name="Summary">What was found in the file.</param>
/// <param name="Classes">Number of logits.</param>
/// <param name="TransformsInput">Whether the network normalises its input once more (<see cref="IInputTransform"/>);
/// null for architectures that do not.</param>
/// <param name="Untrained">Modules that the file lacks: auxiliary heads, which evaluation does not run.</param>
public sealed record LoadedCheckpoint(
    NormalizedModel Model,
    CheckpointSummary Summary,
    int Classes,
    bool? TransformsInput,
    IReadOnlyList<string> Untrained
)
{
    /// <summary>One line for provenance.</summary>
    public override string ToString()
    {
        string transform = TransformsInput is { } on ? $"; transform_input {(on ? "on" : "off")}" : "";
        string untrained = Untrained.Count > 0 ? $"; without {string.Join(", ", Untrained)}" : "";
        return $"{Summary}{transform}{untrained}";
    }
}
