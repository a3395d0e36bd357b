using RobustRepro.Models;
using RobustRepro.Training;

namespace RobustRepro.Measuring.Synthesis;

/// <summary>A network that judges what another drew.</summary>
/// <param name="Name">For example <c>resnet-robust-10</c>.</param>
/// <param name="Mode">S or R.</param>
/// <param name="Load">On the CPU; disposed after it was asked.</param>
internal sealed record PanelMember(string Name, TrainingMode Mode, Func<NormalizedModel> Load);
