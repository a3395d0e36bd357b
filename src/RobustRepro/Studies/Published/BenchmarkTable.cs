using System.Globalization;
using RobustRepro.Files;

namespace RobustRepro.Studies.Published;

/// <summary>A table of networks by measures in the shape of biases_vs_generalization's <c>benchmark.csv</c>: a column
/// <c>model</c>, accuracies in percent in columns <c>top1_acc/...</c>, shares in the others. Most cells may be empty;
/// one is read when a claim asks for it.</summary>
internal sealed class BenchmarkTable : INumbers
{
    private const string Model = "model",
        Percent = "top1_acc/",
        Attacked = "PGD";

    private readonly string path;
    private readonly HashSet<string> columns;
    private readonly List<string> networks = [];
    private readonly Dictionary<string, (long Line, Dictionary<string, string> Cells)> rows = [];

    /// <param name="path">The file.</param>
    /// <param name="wanted">Columns that may be asked for; the others are not kept.</param>
    /// <exception cref="InvalidInputException">The file is absent, no CSV with commas, has no column <c>model</c>, no
    /// row, or a network twice.</exception>
    public BenchmarkTable(string path, IReadOnlyCollection<string> wanted)
    {
        this.path = path;
        byte[] content = CsvTable.Load(path);
        using var table = new CsvTable(content, path, [Model]);
        columns = [.. table.Columns];
        string[] kept = [.. wanted.Where(columns.Contains)];
        while (table.Read())
        {
            string network = table[Model];
            if (network.Length == 0)
                throw table.Error($"no name in column {Model}");
            if (!rows.TryAdd(network, (table.Line, kept.ToDictionary(c => c, c => table[c]))))
                throw table.Error(
                    $"{Model} '{CsvTable.Printable(network)}' stands in line {rows[network].Line} already; "
                        + "each network must have one row"
                );
            networks.Add(network);
        }
        if (networks.Count == 0)
            throw new InvalidInputException(
                $"{path}: no networks; expected a row per network under the names of columns"
            );
    }

    public IReadOnlyList<string> Networks => networks;

    public bool Has(string column) => columns.Contains(column);

    public double Of(string network, string column)
    {
        if (!rows.TryGetValue(network, out (long Line, Dictionary<string, string> Cells) row))
            throw InvalidInputException.Unknown($"network of {path}", network, networks);
        if (!row.Cells.TryGetValue(column, out string? text))
            throw Missing(column);
        string at = $"{path}:{row.Line}: model {network}, column {column}";
        if (text.Length == 0)
            throw new InvalidInputException(
                $"{at}: the cell is empty, and a claim reads it; fetch the published file with "
                    + $"'data get {PublishedStudy.BenchmarkData}', or judge other claims with --claim"
            );
        double most = column.StartsWith(Percent, StringComparison.Ordinal) ? 100 : 1;
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= 0
            // shares of clean accuracy may pass it by the noise of few images
            && value <= 1.05 * most
            ? value / most
            : throw new InvalidInputException(
                $"{at}: '{CsvTable.Printable(text)}' is not a number from 0 to "
                    + most.ToString(CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Refuses fractions from 0 to 1 where per cent belong: they would be read as less than one per cent.
    /// Under attack an accuracy may be that small; without, chance alone comes to more.</summary>
    /// <param name="networks">Those that are judged.</param>
    /// <exception cref="InvalidInputException">A column of theirs has nothing above 1.</exception>
    public void RequirePercent(IReadOnlyList<string> networks)
    {
        // a family without networks is said elsewhere
        if (networks.Count == 0)
            return;
        foreach (
            string column in rows[networks[0]]
                .Cells.Keys.Where(c =>
                    c.StartsWith(Percent, StringComparison.Ordinal) && !c.Contains(Attacked, StringComparison.Ordinal)
                )
        )
        {
            double[] values =
            [
                .. networks
                    .Select(n =>
                        double.TryParse(
                            rows[n].Cells[column],
                            NumberStyles.Float,
                            CultureInfo.InvariantCulture,
                            out double value
                        )
                            ? value
                            : double.NaN
                    )
                    .Where(double.IsFinite),
            ];
            if (values.Length > 0 && values.Max() is > 0 and <= 1)
                throw new InvalidInputException(
                    $"{path}: column {column} has nothing above {values.Max().ToString(CultureInfo.InvariantCulture)} "
                        + $"for these networks: fractions, as it seems; expected are accuracies in per cent"
                );
        }
    }

    /// <summary>Asks after the column that was probably meant; empty where none is near.</summary>
    public string Question(string column) =>
        NearestName.Question(column, columns) is { Length: > 0 } question ? $";{question}" : "";

    public InvalidInputException Missing(string column) =>
        new(
            $"{path}:1: no column '{column}', which a claim reads;{NearestName.Question(column, columns)} columns are "
                + "found by their names, as in github.com/paulgavrikov/biases_vs_generalization, raw-data/benchmark.csv"
        );
}
