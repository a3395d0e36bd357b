using RobustRepro.Studies;
using RobustRepro.Training;

namespace RobustRepro.Cli.Commands;

/// <summary>The network that a command is about.</summary>
/// <param name="Id">By which its study knows it.</param>
/// <param name="Label">What it is called in results: a file of one's own goes by its file name.</param>
/// <param name="Study">Opened with it.</param>
internal sealed record NamedNetwork(NetworkId Id, string Label, IStudy Study);
