namespace RobustRepro.Tables;

/// <summary>A table of results: what snapshots record, the console prints and the report shows.</summary>
/// <param name="Title">One line.</param>
/// <param name="Rows">A cell per column: a string, an int, a double (NaN prints as "undefined") or null for
/// empty.</param>
/// <param name="Notes">Printed under the table.</param>
public sealed record ResultTable(
    string Title,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<object?[]> Rows,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Notes that many tables share: printed before the others, and said once where tables stand together on a
    /// page.</summary>
    public IReadOnlyList<string> CommonNotes { get; init; } = [];
}
