using System.Globalization;
using RobustRepro.Files;

namespace RobustRepro.Studies.Published;

/// <summary>Accuracy by strength of a distortion, from the <c>raw-results</c> of adversarial_training_vs_humans: a file
/// per experiment, a row per observer and condition. A column here is <c>EXPERIMENT/CONDITION</c>.</summary>
internal sealed class ConditionFiles : INumbers
{
    /// <summary>The pooled people among the observers.</summary>
    public const string People = "humans";

    private const string Observer = "subj",
        Condition = "condition",
        Value = "yvalue";

    private readonly string folder;
    private readonly List<string> networks = [];
    private readonly HashSet<string> columns = [];
    private readonly Dictionary<(string, string), double> values = [];

    /// <param name="given">The folder of the files, or one that holds it.</param>
    /// <param name="experiments">Those to be read.</param>
    /// <exception cref="InvalidInputException">There is no such folder, an experiment has no file, or a file lacks a
    /// column or has a value that is no share.</exception>
    public ConditionFiles(string given, IEnumerable<string> experiments)
    {
        string[] names = [.. experiments];
        folder = Find(given, names[0]);
        foreach (string experiment in names)
            Read(
                experiment,
                FileOf(folder, experiment)
                    ?? throw new InvalidInputException($"{folder}: no file '{FileName(experiment)}'")
            );
    }

    public IReadOnlyList<string> Networks => networks;

    public bool Has(string column) => columns.Contains(column);

    public double Of(string network, string column) =>
        values.TryGetValue((network, column), out double value) ? value
        : !columns.Contains(column) ? throw Missing(column)
        : throw new InvalidInputException($"{folder}: {network} has no value for {column}, which a claim reads");

    public InvalidInputException Missing(string column) =>
        new(
            $"{folder}: no condition '{column}', which a claim reads;{NearestName.Question(column, columns)} "
                + $"known: {string.Join(", ", columns.Order(StringComparer.Ordinal))}"
        );

    private void Read(string experiment, string path)
    {
        using var table = new CsvTable(CsvTable.Load(path), path, [Observer, Condition, Value]);
        while (table.Read())
        {
            string network = table[Observer],
                column = $"{experiment}/{Strength(table[Condition])}";
            if (
                !double.TryParse(table[Value], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || value is < 0 or > 1
            )
                throw table.Error($"'{CsvTable.Printable(table[Value])}' in column {Value} is not a share from 0 to 1");
            if (!values.TryAdd((network, column), value))
                throw table.Error($"{network} has two values for {column}");
            columns.Add(column);
            if (!networks.Contains(network))
                networks.Add(network);
        }
    }

    /// <summary>As short as it goes: 3 for 3.0; words stay as they are.</summary>
    private static string Strength(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number.ToString("0.####", CultureInfo.InvariantCulture)
            : text;

    /// <summary>The folder itself, or the nearest below it: an archive of the repository has it two levels
    /// down.</summary>
    private static string Find(string given, string experiment)
    {
        if (!Directory.Exists(given))
            throw new InvalidInputException(
                File.Exists(given)
                    ? $"{given}: this is a file; give the folder raw-results of adversarial_training_vs_humans"
                    : $"{given}: there is no such folder"
            );
        return Directory
                .EnumerateDirectories(given, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Prepend(given)
                .FirstOrDefault(f => FileOf(f, experiment) is not null)
            ?? throw new InvalidInputException(
                $"{given}: no file '{FileName(experiment)}' in it or below; expected the folder raw-results of "
                    + "github.com/paulgavrikov/adversarial_training_vs_humans"
            );
    }

    /// <summary>Copies may have an underscore for the space.</summary>
    private static string? FileOf(string folder, string experiment) =>
        new[] { FileName(experiment), FileName(experiment).Replace(' ', '_') }
            .Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static string FileName(string experiment) => $"{experiment}_OOD accuracy.csv";
}
