namespace RobustRepro.Checkpoints.Structure;

/// <summary>A tensor of a file, wherever it stands in it.</summary>
/// <param name="Level">Keys that lead to its dictionary, joined by dots; empty at the top.</param>
/// <param name="Own">Its name there.</param>
/// <param name="Owner">Its dictionary, or the object that it is a weight of.</param>
internal sealed record FlatTensor(string Level, string Own, object Owner, StoredTensor Tensor)
{
    /// <summary>Keys and name, joined by dots.</summary>
    public string Path => Level.Length == 0 ? Own : $"{Level}.{Own}";
}
