namespace RobustRepro.Checkpoints;

/// <summary>
/// Stands for an object that a checkpoint holds beside its weights, such as a learning-rate schedule. It was never
/// constructed: only its name is known, and what the file would give to it is read over.
/// </summary>
/// <param name="Name">The Python name of its class or of the function that would have made it.</param>
internal sealed record InertObject(string Name);
