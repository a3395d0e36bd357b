using System.Globalization;
using RobustRepro.Files;

namespace RobustRepro.Datasets;

/// <summary>A line of a label file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">The image, or null where the file has labels alone.</param>
/// <param name="Label">From 0.</param>
internal sealed record LabelLine(int Number, string? Name, int Label)
{
    private static readonly char[] Separators = [',', ' ', '\t'];

    /// <param name="ids">Names that labels may have instead of their numbers, in the order of the numbers: WordNet ids
    /// for ImageNet.</param>
    /// <param name="file">Also Kaggle's LOC_val_solution.csv, which has boxes behind the label.</param>
    /// <returns>One or more, all with a name or all without.</returns>
    /// <exception cref="InvalidInputException">The file is absent or empty, a line is malformed or a label out of
    /// range.</exception>
    public static LabelLine[] Read(string file, IReadOnlyList<string> ids)
    {
        Dictionary<string, int> numbers = ids.Index().DistinctBy(c => c.Item).ToDictionary(c => c.Item, c => c.Index);
        string[] lines = PlainText.Load(file).Split('\n');
        LabelLine[] read =
        [
            .. lines
                .Select((text, i) => (Text: text.Trim(), Number: i + 1))
                .Where(l => l.Text.Length > 0 && !(l.Number == 1 && IsHeader(l.Text)))
                .Select(l => WithId(l.Text, l.Number, numbers) ?? Parse(l.Text, l.Number, file, ids.Count)),
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

    /// <summary>Columns' names, as Kaggle's <c>ImageId,PredictionString</c>.</summary>
    private static bool IsHeader(string text) => text.StartsWith("ImageId,", StringComparison.OrdinalIgnoreCase);

    /// <summary>A line that ends with an id, or has boxes of numbers behind it: the first counts.</summary>
    private static LabelLine? WithId(string text, int number, Dictionary<string, int> numbers)
    {
        string[] words = text.Split(Separators);
        int at = Array.FindLastIndex(words, w => !IsNumber(w) && !numbers.ContainsKey(w)) + 1;
        if (at >= words.Length || Array.FindIndex(words, at, numbers.ContainsKey) is not (>= 0 and var label))
            return null;
        // the name, with the separators that it may hold
        int length = words[..label].Sum(w => w.Length + 1);
        return new(
            number,
            length == 0 ? null : text[..length].TrimEnd(Separators).Replace('\\', '/'),
            numbers[words[label]]
        );
    }

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);

    private static LabelLine Parse(string text, int number, string file, int classCount)
    {
        // names may hold spaces, so the label is what follows the last separator
        int split = text.LastIndexOfAny(Separators);
        string word = text[(split + 1)..];
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int label))
            throw new InvalidInputException(
                $"{file}:{number}: '{CsvTable.Printable(text)}' does not end with a label; expected NAME "
                    + $"LABEL, NAME,LABEL or LABEL, with labels as whole numbers from 0 or as class names (WordNet ids)"
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
