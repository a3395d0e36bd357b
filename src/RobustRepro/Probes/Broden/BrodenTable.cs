using System.Globalization;
using RobustRepro.Files;

namespace RobustRepro.Probes.Broden;

/// <summary>Reads whole numbers and shares of a Broden CSV file, with errors that name file and line.</summary>
internal static class BrodenTable
{
    /// <exception cref="InvalidInputException">It is not a whole number within these bounds.</exception>
    public static int WholeNumber(this CsvTable table, string column, int least, int most) =>
        int.TryParse(table[column], NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        && value >= least
        && value <= most
            ? value
            : throw table.Error(
                $"'{CsvTable.Printable(table[column])}' in column {column} is not a whole number from {least} to {most}"
            );

    /// <exception cref="InvalidInputException">It is not a number of at least 0.</exception>
    public static double Share(this CsvTable table, string column) =>
        double.TryParse(table[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value >= 0
        && double.IsFinite(value)
            ? value
            : throw table.Error(
                $"'{CsvTable.Printable(table[column])}' in column {column} is not a number of at least 0"
            );
}
