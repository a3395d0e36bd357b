using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>Images in one folder with a file of labels, as the validation images of ImageNet are given out
/// (ILSVRC2012_val_00000001.JPEG, ...).</summary>
public static class LabelledFolder
{
    /// <param name="path">The folder, or a zip of it. Subfolders are searched too.</param>
    /// <param name="labelFile"> A line per image: <c>NAME LABEL</c>, <c>NAME,LABEL</c>, or the label alone, in the
    /// ordinal order of the images' paths. Labels count from 0 in the order of the network's outputs, or are names of
    /// <paramref name="classes"/>. NAME is the file's name, with or without its ending, or its path within the folder;
    /// a line of Kaggle's LOC_val_solution.csv goes too. </param>
    /// <param name="classes">Names of the classes, in the order of the network's outputs.</param>
    /// <exception cref="InvalidInputException">There are no images, one has no label or two, a line is malformed, or a
    /// label is out of range.</exception>
    public static IImageSet Open(string path, string labelFile, IReadOnlyList<string> classes)
    {
        IImageFiles files = ImageFiles.Open(path);
        try
        {
            LabelLine[] lines = LabelLine.Read(labelFile, classes);
            int[] labels = lines[0].Name is null ? InOrder(files, lines, labelFile) : ByName(files, lines, labelFile);
            return new ImageSet(
                files,
                classes,
                [.. labels.Select((label, file) => new LabelledFile(file, label, label))]
            );
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static int[] InOrder(IImageFiles files, LabelLine[] lines, string labelFile) =>
        lines.Length == files.Paths.Count
            ? [.. lines.Select(l => l.Label)]
            : throw new InvalidInputException(
                $"{labelFile}: there are {lines.Length:N0} labels for {files.Paths.Count:N0} images in "
                    + $"{files.Source}; with labels alone there must be one per image, in the order of the "
                    + $"images' names"
            );

    private static int[] ByName(IImageFiles files, LabelLine[] lines, string labelFile)
    {
        var byPath = files.Paths.Select((path, file) => (path, file)).ToDictionary(f => f.path, f => f.file);
        ILookup<string, int> byFileName = files
            .Paths.Select((path, file) => (path, file))
            .ToLookup(f => Path.GetFileName(f.path), f => f.file);
        ILookup<string, int> byStem = files
            .Paths.Select((path, file) => (path, file))
            .ToLookup(f => Path.GetFileNameWithoutExtension(f.path), f => f.file);
        int[] labels = [.. Enumerable.Repeat(-1, files.Paths.Count)];
        foreach (LabelLine line in lines)
        {
            string name = line.Name!;
            int[] found =
                byPath.TryGetValue(name, out int exact) ? [exact]
                : byFileName.Contains(name) ? [.. byFileName[name]]
                : [.. byStem[name]];
            if (found.Length != 1)
                throw new InvalidInputException(
                    $"{labelFile}:{line.Number}: there "
                        + $"{(found.Length == 0 ? "is no image" : $"are {found.Length} images")} "
                        + $"{CsvTable.Printable(name)} in {files.Source}"
                );
            if (labels[found[0]] >= 0)
                throw new InvalidInputException(
                    $"{labelFile}:{line.Number}: {CsvTable.Printable(name)} is listed a second time"
                );
            labels[found[0]] = line.Label;
        }
        int without = Array.IndexOf(labels, -1);
        return without < 0
            ? labels
            : throw new InvalidInputException(
                $"{labelFile}: {labels.Count(l => l < 0):N0} of {labels.Length:N0} images have no label, "
                    + $"the first is {CsvTable.Printable(files.Paths[without])}"
            );
    }
}
