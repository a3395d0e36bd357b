using RobustRepro.Imaging;

namespace RobustRepro.Datasets.Geirhos;

/// <summary>
/// Reads the stimuli of Geirhos et al. (2019): 224 x 224, a folder per class of shape, named after the 16 entry-level
/// categories. Cue-conflict images are named <c>cat7-dog3.png</c>: the shape of cat 7 with the texture of dog 3.
/// </summary>
public static class GeirhosStimuli
{
    /// <summary>model-vs-human's folder of the images as networks saw them, a folder per session, and the part of a
    /// file's name there that says its category.</summary>
    private const string Observer = "dnn";
    private const int CategoryPart = 4;

    /// <summary>What the images are given to networks with: they have the networks' size already (as model-vs-human
    /// does).</summary>
    public static ImagePreparation Preparation { get; } = ImagePreparation.AsIs(224);

    /// <param name="path">A folder or zip: a copy of the repository, its <c>stimuli</c> folder, the folder of the set
    /// itself, or model-vs-human's data set (<c>cue-conflict/CLASS</c>, <c>edge/dnn/session-1</c>).</param>
    /// <param name="classes">The words to keep, and their order; null for all there are, in ordinal order. Images with
    /// a cue of another class are left out.</param>
    /// <exception cref="InvalidInputException">The set is not there, is there twice, no image is left, or a name does
    /// not say what it must.</exception>
    public static IImageSet Open(string path, GeirhosSet set, IReadOnlyList<string>? classes = null)
    {
        IImageFiles files = ImageFiles.Open(path);
        try
        {
            (int File, string Class, string Name)[] found = Find(files, FoldersOf(set));
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
                    $"{path}: {FoldersOf(set)[0]} has no images of {string.Join(", ", classes)}; found: "
                        + $"{string.Join(", ", all.Except(classes).Order(StringComparer.Ordinal))}"
                );
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static (int File, string Class, string Name)[] Find(IImageFiles files, string[] folders)
    {
        // the given folder may be the set's own
        string top = Path.GetFileNameWithoutExtension(Path.GetFullPath(files.Source));
        (int File, string[] Parts)[] all =
        [
            .. files.Paths.Select((path, file) => (file, (string[])[top, .. path.Split('/')])),
        ];
        (int File, string Place, string Class, string Name)[] found =
        [
            .. all.Where(f => f.Parts.Length >= 3 && folders.Contains(f.Parts[^3]))
                .Select(f => (f.File, string.Join('/', f.Parts[1..^2]), f.Parts[^2], ShortName(f.Parts[^1]))),
            .. all.Where(f =>
                    f.Parts.Length >= 4
                    && folders.Contains(f.Parts[^4])
                    && f.Parts[^3] == Observer
                    && f.Parts[^1].Split('_').Length > CategoryPart
                )
                .Select(f =>
                    (
                        f.File,
                        string.Join('/', f.Parts[1..^2]),
                        f.Parts[^1].Split('_')[CategoryPart],
                        ShortName(f.Parts[^1])
                    )
                ),
        ];
        if (found.Length == 0)
            throw new InvalidInputException(
                $"{files.Source}: there are no images in {string.Join("/CLASS/ or ", folders)}/CLASS/; expected a "
                    + "copy of "
                    + $"texture-vs-shape or its stimuli folder, or the data set of model-vs-human"
            );
        string[] places = [.. found.Select(f => f.Place).Distinct().Order(StringComparer.Ordinal)];
        return places.Length == 1
            ? [.. found.Select(f => (f.File, f.Class, f.Name))]
            : throw new InvalidInputException(
                $"{files.Source}: the images are there {places.Length} times, in "
                    + $"{string.Join(" and ", places)}; name one of the folders"
            );
    }

    /// <summary>Without what model-vs-human puts before it: trial, experiment, observer, condition and
    /// category.</summary>
    private static string ShortName(string name) =>
        name.Split('_') is { Length: > CategoryPart } parts ? string.Join('_', parts[(CategoryPart + 2)..]) : name;

    /// <summary>The names of its folder in texture-vs-shape and in model-vs-human.</summary>
    private static string[] FoldersOf(GeirhosSet set) =>
        set switch
        {
            GeirhosSet.CueConflict => ["style-transfer-preprocessed-512", "cue-conflict"],
            GeirhosSet.Edges => ["edges", "edge"],
            GeirhosSet.Silhouettes => ["filled-silhouettes", "silhouette", "silhouettes"],
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
