using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>A network with the weights of a file, in evaluation mode on the CPU, and where they come from.</summary>
/// <param name="Model">Takes images in [0, 1]. The caller owns it.</param>
/// <param name="Summary">What was found in the file.</param>
/// <param name="Classes">Number of logits.</param>
/// <param name="Transform">Whether the network normalises its input once more (<see cref="IInputTransform"/>), and who
/// says so; null for architectures that do not.</param>
/// <param name="Untrained">Modules that the file lacks: auxiliary heads, which evaluation does not run.</param>
public sealed record LoadedCheckpoint(
    NormalizedModel Model,
    CheckpointSummary Summary,
    int Classes,
    InputTransform? Transform,
    IReadOnlyList<string> Untrained
)
{
    /// <summary><see cref="Transform"/> without its source.</summary>
    public bool? TransformsInput => Transform?.On;

    /// <summary>One line for provenance.</summary>
    public override string ToString()
    {
        string transform = Transform is null ? "" : $"; transform_input {Transform}";
        string untrained = Untrained.Count > 0 ? $"; without {string.Join(", ", Untrained)}" : "";
        return $"{Summary}{transform}{untrained}";
    }
}
