namespace RobustRepro.Measures.Dissection;

/// <summary>A row of tally.csv: a unit and its best concepts.</summary>
/// <param name="Unit">From 1, as in the file.</param>
/// <param name="Category">Of the best concept.</param>
/// <param name="Label">The best concept; empty if the unit meets none.</param>
/// <param name="Score">Its IoU.</param>
/// <param name="Entries">One per category.</param>
public sealed record TallyRow(int Unit, string Category, string Label, double Score, IReadOnlyList<TallyEntry> Entries);
