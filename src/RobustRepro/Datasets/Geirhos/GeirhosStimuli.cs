using RobustRepro.Imaging;

namespace RobustRepro.Datasets.Geirhos;

/// <summary>
/// Reads the stimuli of Geirhos et al. (2019): 224 x 224, a folder per class of shape, named after the 16 entry-level
/// categories. Cue-conflict images are named <c>cat7-dog3.png</c>: the shape of cat 7 with the texture of dog 3.
/// </summary>
public static class GeirhosStimuli
{
    /// <summary>What the images are given to networks with: they have the networks' size already (as model-vs-human
    /// does).</summary>
    public static ImagePreparation Preparation { get; } = ImagePreparation.AsIs(224);

    /// <param name="path">A folder or zip: a copy of the repository, its <c>stimuli</c> folder, or the folder of the
    /// set itself.</param>
    /// <param name="classes">The words to keep, and their order; null for all there are, in ordinal order. Images with
    /// a cue of another class are left out.</param>
    /// <exception cref="InvalidInputException">The set is not there, is there twice, no image is left, or a name does
    /// not say what it must.</exception>
    public static IImageSet Open(string path, GeirhosSet set, IReadOnlyList<string>? classes = null)
    {
        IImageFiles files = ImageFiles.Open(path);
        try
        {
            (int File, string Class, string Name)[] found = Find(files, FolderOf(set));
            classes ??= [.. found.Select(f => f.Class).Distinct().Order(StringComparer.Ordinal)];
            string[] all = [.. found.Select(f => f.Class).Concat(classes).Distinct()];
            var kept = new List<LabelledFile>();
            foreach ((int file, string shape, string name) in found)
            {
                string? texture =
                    set == GeirhosSet.CueConflict
                        ? CueConflictName.Parse(name, shape, all, files.NameOf(file)).Texture
                        : null;
                int shapeClass = IndexOf(classes, shape),
                    textureClass = texture is null ? -1 : IndexOf(classes, texture);
                if (shapeClass >= 0 && (texture is null || textureClass >= 0))
                    kept.Add(new(file, shapeClass, textureClass));
            }
            return kept.Count > 0
                ? new ImageSet(files, classes, [.. kept])
                : throw new InvalidInputException(
                    $"{path}: {FolderOf(set)} has no images of {string.Join(", ", classes)}; found: "
                        + $"{string.Join(", ", all.Except(classes).Order(StringComparer.Ordinal))}"
                );
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static (int File, string Class, string Name)[] Find(IImageFiles files, string folder)
    {
        // the given folder may be the set's own
        string top = Path.GetFileNameWithoutExtension(Path.GetFullPath(files.Source));
        (int File, string[] Parts)[] all =
        [
            .. files.Paths.Select((path, file) => (file, (string[])[top, .. path.Split('/')])),
        ];
        (int File, string[] Parts)[] found = [.. all.Where(f => f.Parts.Length >= 3 && f.Parts[^3] == folder)];
        if (found.Length == 0)
            throw new InvalidInputException(
                $"{files.Source}: there are no images in {folder}/CLASS/; expected a copy of "
                    + $"texture-vs-shape or its stimuli folder"
            );
        string[] places =
        [
            .. found.Select(f => string.Join('/', f.Parts[1..^2])).Distinct().Order(StringComparer.Ordinal),
        ];
        return places.Length == 1
            ? [.. found.Select(f => (f.File, f.Parts[^2], f.Parts[^1]))]
            : throw new InvalidInputException(
                $"{files.Source}: the images are there {places.Length} times, in "
                    + $"{string.Join(" and ", places)}; name one of the folders"
            );
    }

    private static string FolderOf(GeirhosSet set) =>
        set switch
        {
            GeirhosSet.CueConflict => "style-transfer-preprocessed-512",
            GeirhosSet.Edges => "edges",
            GeirhosSet.Silhouettes => "filled-silhouettes",
            _ => throw new ArgumentOutOfRangeException(nameof(set), set, null),
        };

    private static int IndexOf(IReadOnlyList<string> classes, string word)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i] == word)
                return i;
        }
        return -1;
    }
}
