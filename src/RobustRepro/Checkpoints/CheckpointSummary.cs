using RobustRepro.Models;

namespace RobustRepro.Checkpoints;

/// <summary>What was found in a checkpoint file, for provenance.</summary>
/// <param name="Format">Told by the content.</param>
/// <param name="Key">The key of the state dict in the dictionary that was saved, or null where that is the state dict
/// itself.</param>
/// <param name="Prefix">What was taken from the front of all names; empty where nothing was.</param>
/// <param name="Renamed">Layers whose names were changed to torchvision's.</param>
/// <param name="Ignored">What was not read, in words.</param>
/// <param name="Normalization">The normalisation that the file says its network was trained with, or null where it says
/// none.</param>
public sealed record CheckpointSummary(
    CheckpointFormat Format,
    string? Key,
    string Prefix,
    IReadOnlyList<string> Renamed,
    IReadOnlyList<string> Ignored,
    Normalization? Normalization
)
{
    /// <summary>Tensors of the state dict that are not read, such as sparse ones: name and kind, in words.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>The format in words.</summary>
    public string FormatName =>
        Format switch
        {
            CheckpointFormat.TorchZip => "PyTorch, zip (1.6 and later)",
            CheckpointFormat.TorchTar => "PyTorch, tar (before 0.1.10)",
            CheckpointFormat.TorchLegacy => "PyTorch, legacy (before 1.6)",
            _ => "safetensors",
        };

    /// <summary>Where the state dict is, in words.</summary>
    public string Place =>
        (Key is null ? "at the top" : $"under '{Key}'") + (Prefix.Length > 0 ? $", prefix '{Prefix}' taken off" : "");

    /// <summary>One line.</summary>
    public override string ToString()
    {
        string renamed = Renamed.Count > 0 ? $"; renamed {string.Join(", ", Renamed)}" : "";
        string ignored = Ignored.Count > 0 ? $"; ignored {string.Join(", ", Ignored)}" : "";
        string normalization = Normalization is null ? "" : $"; normalises by {Normalization}";
        return $"{FormatName}; state dict {Place}{renamed}{normalization}{ignored}";
    }
}
