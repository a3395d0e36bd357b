namespace RobustRepro.Checkpoints;

/// <summary>A weight file, and which of its networks is meant: <c>checkpoint.pth#state_dict_ema</c>.</summary>
/// <param name="File">The file itself.</param>
/// <param name="Part">Keys and prefix before the network's names; null where that was not said.</param>
public sealed record CheckpointPath(string File, string? Part)
{
    /// <summary>A file whose own name has the sign is meant as a whole.</summary>
    public static CheckpointPath Of(string text)
    {
        int sign = text.LastIndexOf('#');
        return sign > 0 && !System.IO.File.Exists(text) && System.IO.File.Exists(text[..sign])
            ? new(text[..sign], text[(sign + 1)..])
            : new(text, null);
    }
}
