namespace RobustRepro.Studies;

/// <summary>The weight files of one architecture's pair of networks, wherever they come from.</summary>
/// <param name="Standard">Null where none was given.</param>
/// <param name="Robust">Null where none was given.</param>
/// <param name="KnownImages">A list (.npy) of the images that both networks know, made by others, to compare with the
/// one found here; null where none was given.</param>
public sealed record NetworkFiles(string? Standard, string? Robust, string? KnownImages = null);
