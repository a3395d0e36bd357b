using System.Globalization;
using System.Text;
using RobustRepro.Files;

namespace RobustRepro.Datasets.TinyImageNet;

/// <summary>val_annotations.txt of Tiny ImageNet: per line, separated by tabs, the file's name, the class and the box
/// of the object (left, top, right, bottom).</summary>
internal static class ValidationAnnotations
{
    private const int Columns = 6;

    /// <param name="file">As errors name it.</param>
    /// <returns>By file name.</returns>
    /// <exception cref="InvalidInputException">A line is malformed, a file comes twice, or a box lies outside of its
    /// image.</exception>
    public static IReadOnlyDictionary<string, (string WordNetId, BoundingBox Box, int Line)> Parse(
        byte[] content,
        string file
    )
    {
        var found = new Dictionary<string, (string, BoundingBox, int)>(StringComparer.Ordinal);
        foreach ((int index, string text) in Encoding.UTF8.GetString(content).Split('\n').Index())
        {
            string line = text.TrimEnd('\r', ' ', '\t');
            if (line.Length == 0)
                continue;
            string at = $"{file}:{index + 1}";
            string[] parts = line.Split('\t');
            int[] corners = new int[4];
            if (
                parts.Length != Columns
                || Enumerable
                    .Range(0, corners.Length)
                    .Any(i =>
                        !int.TryParse(parts[2 + i], NumberStyles.None, CultureInfo.InvariantCulture, out corners[i])
                    )
            )
                throw new InvalidInputException(
                    $"{at}: '{CsvTable.Printable(line)}' is no annotation; expected, separated by tabs: file, class, "
                        + "left, top, right, bottom"
                );
            var box = new BoundingBox(corners[0], corners[1], corners[2], corners[3]);
            if (
                box.Left > box.Right
                || box.Top > box.Bottom
                || box.Right >= TinyImageNetDataset.Size
                || box.Bottom >= TinyImageNetDataset.Size
            )
                throw new InvalidInputException(
                    $"{at}: the box {box.Left}, {box.Top}, {box.Right}, {box.Bottom} of "
                        + $"{CsvTable.Printable(parts[0])} lies outside of its image of {TinyImageNetDataset.Size} x "
                        + $"{TinyImageNetDataset.Size} pixels, or is turned round"
                );
            if (!found.TryAdd(parts[0], (parts[1], box, index + 1)))
                throw new InvalidInputException($"{at}: {CsvTable.Printable(parts[0])} is listed a second time");
        }
        return found;
    }
}
