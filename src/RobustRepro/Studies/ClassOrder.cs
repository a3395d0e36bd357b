using System.Text.RegularExpressions;
using RobustRepro.Files;

namespace RobustRepro.Studies;

/// <summary>The classes of a network whose answers are in another order than the study's, found by their
/// names.</summary>
internal static partial class ClassOrder
{
    /// <summary>Larger files are no lists of classes.</summary>
    private const long MostBytes = 1 << 20;

    /// <summary>Words for one thing; the first of each row is what a study may call it.</summary>
    private static readonly string[][] Synonyms =
    [
        ["airplane", "aeroplane", "plane", "aircraft"],
        ["automobile", "car", "motorcar", "auto"],
        ["ship", "boat"],
        ["truck", "lorry"],
        ["dog", "domestic dog"],
        ["cat", "domestic cat"],
        ["circle", "disc", "disk"],
        ["cross", "plus"],
    ];

    /// <summary>For each class of the study, its place among the network's answers.</summary>
    /// <param name="path">A file with a name per line, in the order of the network's answers. A line may hold several
    /// names of one class between commas, or begin with its WordNet id.</param>
    /// <param name="study">Its name, for messages.</param>
    /// <param name="classes">The study's, each by all the names that it has there.</param>
    /// <exception cref="InvalidInputException">The file is missing, has another number of lines, names an unknown or
    /// ambiguous class, or one twice.</exception>
    public static long[] Of(string path, string study, IReadOnlyList<string[]> classes)
    {
        string[] lines = Lines(path);
        if (lines.Length != classes.Count)
            throw new InvalidInputException(
                $"{path}: {lines.Length} class names, {study} has {classes.Count} classes: one name per line, in the "
                    + "order of the network's answers"
            );
        ILookup<string, int> known = classes
            .SelectMany((names, i) => names.Select(name => (Word: Plain(name), i)))
            .Distinct()
            .ToLookup(n => n.Word, n => n.i);
        var order = new long[classes.Count];
        Array.Fill(order, -1);
        for (int line = 0; line < lines.Length; line++)
        {
            int found = Find(path, line, lines[line], study, classes, known);
            if (order[found] >= 0)
                throw new InvalidInputException(
                    $"{path}, line {line + 1}: '{Printable.Name(lines[line])}' is the class {classes[found][0]} of "
                        + $"{study}, as '{Printable.Name(lines[order[found]])}' in line {order[found] + 1} is"
                );
            order[found] = line;
        }
        return order;
    }

    private static int Find(
        string path,
        int line,
        string text,
        string study,
        IReadOnlyList<string[]> classes,
        ILookup<string, int> known
    )
    {
        // an id says all, whatever stands beside it
        string name = WordNetId().Match(text) is { Success: true } id ? id.Value : text;
        int[] found = [.. Names(name).SelectMany(w => known[w]).Distinct()];
        if (found is [var only])
            return only;
        string at = $"{path}, line {line + 1}: '{Printable.Name(text)}'";
        if (found.Length > 1)
            throw new InvalidInputException(
                $"{at} may be {string.Join(" or ", found.Select(f => string.Join(" ", classes[f])))} of {study}: name "
                    + "it by its id"
            );
        // a thousand names are no help
        string[] all = [.. classes.Select(c => c[0])];
        string among = all.Length <= 20 ? $" it has {string.Join(", ", all)}" : "";
        throw new InvalidInputException($"{at} is no class of {study};{NearestName.Question(text, all)}{among}");
    }

    /// <summary>The line as a whole, its parts between commas, and what else these are called.</summary>
    private static IEnumerable<string> Names(string text)
    {
        string[] words = [Plain(text), .. text.Split(',').Select(Plain)];
        return words
            .Concat(
                Synonyms.Where(row => row.Select(Plain).Intersect(words).Any()).SelectMany(row => row.Select(Plain))
            )
            .Distinct();
    }

    private static string[] Lines(string path)
    {
        InputFile.Require(path, "file of class names");
        if (new FileInfo(path).Length > MostBytes)
            throw new InvalidInputException($"{path}: too large for a list of class names");
        return [.. PlainText.Load(path).Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
    }

    /// <summary>Letters and digits alone, in lower case: sea_lion, "Sea lion" and sea-lion are one name.</summary>
    private static string Plain(string name) => Other().Replace(name.ToLowerInvariant(), "");

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex Other();

    [GeneratedRegex(@"\bn\d{8}\b")]
    private static partial Regex WordNetId();
}
