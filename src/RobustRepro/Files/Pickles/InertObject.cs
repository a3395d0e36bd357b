namespace RobustRepro.Files.Pickles;

/// <summary>
/// Stands for an object that a checkpoint holds beside its weights, such as a learning-rate schedule. It was never
/// constructed: only its name is known, and the plain values that the file would give to it.
/// </summary>
/// <param name="name">The Python name of its class or of the function that would have made it.</param>
internal sealed class InertObject(string name)
{
    public string Name => name;

    /// <summary>What would have been put into it as into a dictionary.</summary>
    public PickleEntries Items { get; } = new();

    /// <summary>What it would have been set to; null where the file says nothing of it.</summary>
    public object? State { get; set; }

    /// <summary>The attributes it would have had, of a plain object; null where the file gives it none.</summary>
    public PickleEntries? Attributes => (State is object?[] { Length: 2 } both ? both[0] : State) as PickleEntries;

    public override string ToString() => Name;
}
