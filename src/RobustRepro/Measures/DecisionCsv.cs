using CsvHelper;
using RobustRepro.Files;

namespace RobustRepro.Measures;

/// <summary>
/// Trial-by-trial decisions as texture-vs-shape and model-vs-human publish them: a CSV file per observer, a row per
/// trial. The shape is the row's category, the texture stands in the image name (<see cref="TrialImageName"/>).
/// </summary>
internal static class DecisionCsv
{
    private const string Observer = "subj",
        Response = "object_response",
        Category = "category",
        Image = "imagename";

    /// <summary>What observers without an answer are recorded with; written for an absent shape too.</summary>
    private const string None = "na";

    private static readonly string[] Written =
    [
        Observer,
        "session",
        "trial",
        "rt",
        Response,
        Category,
        "condition",
        Image,
    ];

    // the others vary (Session or session, NaN or 0 for the condition) and decide nothing
    private static readonly string[] Required = [Observer, Response, Category, Image];

    /// <summary>Reads one observer's decisions. Images are named by their short names, so that observers' trials can be
    /// paired.</summary>
    /// <param name="categories">Category names; null for the 16 entry-level categories.</param>
    /// <exception cref="InvalidInputException">The file is absent, damaged or of another format; the message says line
    /// and column.</exception>
    public static Decisions Read(string path, IReadOnlyList<string>? categories = null) =>
        Read(CsvTable.Load(path), path, categories);

    /// <summary>Reads decisions from a file's content.</summary>
    /// <param name="source">The file, as errors name it.</param>
    internal static Decisions Read(byte[] content, string source, IReadOnlyList<string>? categories)
    {
        categories ??= EntryLevelCategories.All;
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < categories.Count; i++)
            numbers.TryAdd(categories[i], i);

        using var table = new CsvTable(content, source, Required);
        int Known(string word, string column) =>
            numbers.TryGetValue(word, out int number)
                ? number
                : throw table.Error(
                    $"unknown category '{CsvTable.Printable(word)}' in column {column}; known: "
                        + $"{string.Join(", ", categories)}"
                );
        int KnownOrNone(string column) => IsNone(table[column]) ? -1 : Known(table[column], column);

        string? observer = null;
        List<string> images = [];
        List<int> shape = [],
            texture = [],
            response = [];
        while (table.Read())
        {
            observer ??= table[Observer];
            if (table[Observer] != observer)
                throw table.Error(
                    $"observer '{CsvTable.Printable(table[Observer])}' in column {Observer} after "
                        + $"'{CsvTable.Printable(observer)}'; a file holds the trials of one observer"
                );
            response.Add(KnownOrNone(Response));
            shape.Add(KnownOrNone(Category));
            texture.Add(TrialImageName.Texture(table[Image]) is { } word ? Known(word, Image) : -1);
            images.Add(TrialImageName.Short(table[Image]));
        }
        return observer is null
            ? throw new InvalidInputException($"{source}: the file has a header but no trials")
            : new(observer, categories, images, [.. shape], [.. texture], [.. response]);
    }

    /// <summary>
    /// Writes decisions so that this reader and model-vs-human read the same shapes, textures and answers. Image names
    /// that say their texture are kept; others are replaced by the two cues and the trial's number. The file appears
    /// whole or not at all.
    /// </summary>
    /// <exception cref="InvalidInputException">A category cannot be part of an image name.</exception>
    public static void Write(string path, Decisions decisions)
    {
        if (decisions.Categories.FirstOrDefault(c => !CanBeWritten(c)) is { } unusable)
            throw new InvalidInputException(
                $"{path}: category '{CsvTable.Printable(unusable)}' cannot be written; image names carry "
                    + $"it, so it must be a word without digits, '_', '-', '.' or outer spaces, and not '{None}'"
            );
        string[] names = Names(decisions);
        AtomicFile.Write(
            path,
            stream =>
            {
                using CsvWriter csv = CsvWriter.Create(
                    stream,
                    new CsvWriterOptions { NewLine = "\n" },
                    leaveOpen: true
                );
                csv.WriteRecord(Written);
                for (int i = 0; i < decisions.Count; i++)
                    csv.WriteRecord([
                        decisions.Observer,
                        "1",
                        $"{i + 1}",
                        "NaN",
                        Word(decisions, decisions.Response[i]),
                        Word(decisions, decisions.Shape[i]),
                        "0",
                        names[i],
                    ]);
            }
        );
    }

    /// <summary>The file name by which both projects find an observer: underscores separate its three parts, so names
    /// get hyphens.</summary>
    /// <exception cref="InvalidInputException">A name cannot be part of a file name.</exception>
    public static string FileName(string dataset, string observer)
    {
        foreach (string part in (string[])[dataset, observer])
        {
            if (part.Length == 0 || part.Any(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c)))
                throw new InvalidInputException($"'{CsvTable.Printable(part)}' cannot be part of a file name");
        }
        return $"{dataset.Replace('_', '-')}_{observer.Replace('_', '-')}_session-1.csv";
    }

    private static string[] Names(Decisions decisions)
    {
        string observer = decisions.Observer.Replace('_', '-');
        string Full(int trial, string image) =>
            TrialImageName.Full(trial + 1, observer, Word(decisions, decisions.Shape[trial]), image);
        string? Texture(int trial) =>
            decisions.Texture[trial] < 0 ? null : decisions.Categories[decisions.Texture[trial]];

        string[] kept = [.. decisions.Images.Select((name, i) => Full(i, TrialImageName.Short(name)))];
        // all or none: a kept name could otherwise equal a composed one
        bool faithful = Enumerable
            .Range(0, decisions.Count)
            .All(i =>
                TrialImageName.Texture(kept[i]) == Texture(i)
                && TrialImageName.Short(kept[i]) == decisions.Images[i]
                && decisions.Images[i] == decisions.Images[i].Trim()
            );
        return faithful
            ? kept
            :
            [
                .. kept.Select(
                    (_, i) => Full(i, TrialImageName.Compose(i + 1, Word(decisions, decisions.Shape[i]), Texture(i)))
                ),
            ];
    }

    private static string Word(Decisions decisions, int category) =>
        category < 0 ? None : decisions.Categories[category];

    private static bool IsNone(string word) =>
        word.Equals(None, StringComparison.OrdinalIgnoreCase) || word.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private static bool CanBeWritten(string category) =>
        category.Length > 0
        && category.Trim() == category
        && !IsNone(category)
        && !category.Any(c => char.IsDigit(c) || char.IsControl(c) || "_-.".Contains(c));
}
