using RobustRepro.Statistics;

namespace RobustRepro.Measures;

/// <summary>
/// Image names of published trials, for example <c>0001_s5n_dnn_0_airplane_00_airplane1-bicycle2.png</c>: trial,
/// experiment, observer, condition and category, then the image itself, whose name says shape and texture.
/// model-vs-human gives the last part alone.
/// </summary>
internal static class TrialImageName
{
    /// <summary>
    /// The part that is the same for every observer of an image: what follows the last underscore; ImageNet names keep
    /// their class (model-vs-human, get_short_imagename).
    /// </summary>
    public static string Short(string imageName)
    {
        string[] parts = imageName.Split('_');
        return parts.Length > 1 && parts[^2].StartsWith("n0", StringComparison.Ordinal)
            ? $"{parts[^2]}_{parts[^1]}"
            : parts[^1];
    }

    /// <summary>
    /// The word for the texture: of what follows the last underscore, before the dot, the first part behind a hyphen
    /// that has letters, without digits. What stands behind it, such as the rotation in
    /// <c>airplane7-bicycle2-213.png</c> (texture-vs-shape, texture-filled-rotated-experiment), says nothing of the
    /// texture. Null where the name has no such part, as with images that have no second cue.
    /// </summary>
    public static string? Texture(string imageName) =>
        Parts(imageName)
            .Skip(1)
            .Select(part => string.Concat(part.Where(c => !char.IsDigit(c))))
            .FirstOrDefault(word => word.Any(char.IsLetter));

    /// <summary>What the images were made of: of <c>airplane1-bicycle2.png</c>, the shape source airplane1 and the
    /// texture source bicycle2. Null where the names do not say so, and where no source is shared. Images that the
    /// suite makes bear one number for both cues and share nothing.</summary>
    public static SharedSources? Sources(IReadOnlyList<string> imageNames)
    {
        string[][] parts = [.. imageNames.Select(n => Parts(Short(n)))];
        return
            parts.All(p =>
                p is [[.., var shape], [.., var texture], .. var rotation]
                && char.IsDigit(shape)
                && char.IsDigit(texture)
                && rotation.All(r => r.All(char.IsDigit))
            ) && parts.Any(p => Number(p[0]) != Number(p[1]))
            ? SharedSources.Of([.. parts.Select(p => p[0])], [.. parts.Select(p => p[1])])
            : null;
    }

    private static string[] Parts(string imageName) => imageName.Split('_')[^1].Split('.')[0].Split('-');

    private static string Number(string source) => source[source.TrimEnd("0123456789".ToCharArray()).Length..];

    /// <summary>The full name of a trial's image.</summary>
    /// <param name="trial">From 1.</param>
    /// <param name="image">The short name.</param>
    public static string Full(int trial, string observer, string shape, string image) =>
        $"{trial:0000}_{observer}_dnn_0_{shape}_00_{image}";

    /// <summary>A short name for an image without one.</summary>
    /// <param name="number">Tells images of the same two cues apart.</param>
    /// <param name="texture">Null for an image without texture.</param>
    public static string Compose(int number, string shape, string? texture) =>
        texture is null ? $"{shape}{number}.png" : $"{shape}{number}-{texture}{number}.png";
}
