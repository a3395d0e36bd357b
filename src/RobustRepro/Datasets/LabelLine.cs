using System.Globalization;
using System.Text;
using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>A line of a label file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">The image, or null where the file has labels alone.</param>
/// <param name="Label">From 0.</param>
internal sealed record LabelLine(int Number, string? Name, int Label)
{
    private static readonly char[] Separators = [',', ' ', '\t'];

    /// <param name="classCount">Labels are below it.</param>
    /// <returns>One or more, all with a name or all without.</returns>
    /// <exception cref="InvalidInputException">The file is absent or empty, a line is malformed or a label out of
    /// range.</exception>
    public static LabelLine[] Read(string file, int classCount)
    {
        string[] lines = Encoding.UTF8.GetString(CsvTable.Load(file)).TrimStart('\uFEFF').Split('\n');
        LabelLine[] read =
        [
            .. lines
                .Select((text, i) => (Text: text.Trim(), Number: i + 1))
                .Where(l => l.Text.Length > 0)
                .Select(l => Parse(l.Text, l.Number, file, classCount)),
        ];
        if (read.Length == 0)
            throw new InvalidInputException(
                $"{file}: the file is empty; expected a line per image: NAME LABEL, NAME,LABEL or LABEL"
            );
        return read.FirstOrDefault(l => l.Name is null != read[0].Name is null) is { } other
            ? throw new InvalidInputException(
                $"{file}:{other.Number}: this line has {(other.Name is null ? "no name" : "a name")}, "
                    + $"unlike line {read[0].Number}; give every line a name or none"
            )
            : read;
    }

    private static LabelLine Parse(string text, int number, string file, int classCount)
    {
        // names may hold spaces, so the label is what follows the last separator
        int split = text.LastIndexOfAny(Separators);
        string word = text[(split + 1)..];
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int label))
            throw new InvalidInputException(
                $"{file}:{number}: '{CsvTable.Printable(text)}' does not end with a label; expected NAME "
                    + $"LABEL, NAME,LABEL or LABEL, with labels as whole numbers from 0"
            );
        if (label >= classCount)
        {
            throw new InvalidInputException(
                $"{file}:{number}: label {label}; labels count from 0 to {classCount - 1}, in the order of "
                    + $"the network's outputs"
                    + (
                        label == classCount
                            ? " (the ground truth of ImageNet's own kit counts from 1, and in another order)"
                            : ""
                    )
            );
        }
        return new(number, split < 0 ? null : text[..split].TrimEnd(Separators).Replace('\\', '/'), label);
    }
}
