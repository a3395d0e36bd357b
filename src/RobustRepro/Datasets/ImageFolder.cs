using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>Images in a folder per class, <c>CLASS/FILE</c>, as torchvision's ImageFolder and the prepared validation
/// images of ImageNet have them.</summary>
public static class ImageFolder
{
    /// <param name="path">A folder, or a zip of one, that holds the class folders; they may lie below others as long as
    /// there is one way down.</param>
    /// <param name="classes"> Names of the class folders in the order of the network's outputs; folders may be fewer.
    /// Null for the folders there are, in ordinal order: for all of ImageNet's (n01440764, ...) that is the networks'
    /// order, for a part of them it is not. </param>
    /// <exception cref="InvalidInputException">There are no images, fewer than two classes, images beside or below the
    /// class folders, or a folder that is no class.</exception>
    public static IImageSet Open(string path, IReadOnlyList<string>? classes = null)
    {
        IImageFiles files = ImageFiles.Open(path);
        try
        {
            (string[] folders, int depth) = FoldersOf(files);
            string[] found = [.. folders.Distinct().Order(StringComparer.Ordinal)];
            if (found.Length < 2)
                throw new InvalidInputException(
                    $"{path}: all images are in one folder, {files.Paths[0].Split('/')[depth]}; expected a "
                        + $"folder per class, two or more"
                );
            Dictionary<string, int> numbers = (classes ?? found)
                .Select((name, number) => (name, number))
                .ToDictionary(c => c.name, c => c.number);
            return found.FirstOrDefault(f => !numbers.ContainsKey(f)) is { } unknown
                ? throw new InvalidInputException(
                    $"{path}: the folder {CsvTable.Printable(unknown)} is none of the {numbers.Count} "
                        + $"classes ({Some(numbers.Keys)})"
                )
                : new ImageSet(
                    files,
                    classes ?? found,
                    [.. folders.Select((folder, file) => new LabelledFile(file, numbers[folder], numbers[folder]))]
                );
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Whether a folder or zip has all its images in one folder, as the validation images of ImageNet are
    /// given out.</summary>
    /// <exception cref="InvalidInputException">There are no images.</exception>
    public static bool IsFlat(string path)
    {
        using IImageFiles files = ImageFiles.Open(path);
        return files.Paths.DistinctBy(p => p[..(p.LastIndexOf('/') + 1)]).Take(2).Count() == 1;
    }

    /// <summary>The class folder of each file, and how many folders above it all files share.</summary>
    private static (string[] Folders, int Depth) FoldersOf(IImageFiles files)
    {
        string[][] parts = [.. files.Paths.Select(p => p.Split('/'))];
        int depth = 0;
        while (parts.All(p => p.Length > depth + 2 && p[depth] == parts[0][depth]))
            depth++;
        string[]? stray = parts.FirstOrDefault(p => p.Length != depth + 2);
        return stray is null
            ? ([.. parts.Select(p => p[depth])], depth)
            : throw new InvalidInputException(
                $"{files.Source}: {CsvTable.Printable(string.Join('/', stray))} is not in a folder of its "
                    + $"class; expected {string.Concat(parts[0][..depth].Select(p => p + "/"))}CLASS/FILE "
                    + $"throughout: name the folder that holds the class folders"
            );
    }

    private static string Some(IEnumerable<string> names)
    {
        const int shown = 5;
        return string.Join(", ", names.Take(shown)) + (names.Skip(shown).Any() ? ", ..." : "");
    }
}
