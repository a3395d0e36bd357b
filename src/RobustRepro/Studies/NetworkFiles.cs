namespace RobustRepro.Studies;

/// <summary>The weight files of one architecture's pair of networks, wherever they come from.</summary>
/// <param name="Standard">Null where none was given.</param>
/// <param name="Robust">Null where none was given.</param>
/// <param name="KnownImages">A list (.npy) of the images that both networks know, made by others, to compare with the
/// one found here; null where none was given.</param>
/// <param name="StandardTransform">For a GoogLeNet S, torchvision's <c>transform_input</c>; null where its file is to
/// tell.</param>
/// <param name="RobustTransform">The same of R.</param>
public sealed record NetworkFiles(
    string? Standard,
    string? Robust,
    string? KnownImages = null,
    bool? StandardTransform = null,
    bool? RobustTransform = null
)
{
    /// <summary>One network in both parts, for what is measured of it alone.</summary>
    /// <param name="path">Its weight file.</param>
    /// <param name="transform">As <see cref="StandardTransform"/>.</param>
    public static NetworkFiles One(string path, bool? transform = null) =>
        new(path, path, StandardTransform: transform, RobustTransform: transform);

    /// <summary>The pair with the network that was given in both parts, where only one was: enough for what is measured
    /// of that one.</summary>
    public NetworkFiles WithOneForBoth() =>
        (Standard, Robust) switch
        {
            ({ } standard, null) => this with { Robust = standard, RobustTransform = StandardTransform },
            (null, { } robust) => this with { Standard = robust, StandardTransform = RobustTransform },
            _ => this,
        };
}
