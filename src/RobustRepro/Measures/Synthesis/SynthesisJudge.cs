namespace RobustRepro.Measures.Synthesis;

/// <summary>What a network that had no part in the synthesis says of the images.</summary>
/// <param name="Name">For example <c>resnet-robust-10</c>.</param>
/// <param name="IsRobust">R, not S.</param>
/// <param name="Answers">By image.</param>
public sealed record SynthesisJudge(string Name, bool IsRobust, IReadOnlyList<int> Answers);
