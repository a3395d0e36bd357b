namespace RobustRepro.Files.Pickles;

/// <summary>A Python name that a pickle refers to, for example <c>collections.OrderedDict</c>. Only ever compared,
/// never looked up.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}
