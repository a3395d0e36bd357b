namespace RobustRepro.Probes;

/// <summary>The concepts of a probe and their categories, both in the order that decides ties.</summary>
public sealed class ConceptCatalogue
{
    /// <param name="categories">Names, in order.</param>
    /// <param name="concepts">Numbered 1, 2, ... without gaps.</param>
    public ConceptCatalogue(IReadOnlyList<string> categories, IReadOnlyList<Concept> concepts)
    {
        for (int i = 0; i < concepts.Count; i++)
        {
            if (concepts[i].Number != i + 1)
                throw new ArgumentException(
                    $"concept '{concepts[i].Name}' has the number {concepts[i].Number}, expected {i + 1}",
                    nameof(concepts)
                );
            if (!categories.Contains(concepts[i].Category))
                throw new ArgumentException(
                    $"concept '{concepts[i].Name}' is of the unknown category '{concepts[i].Category}'",
                    nameof(concepts)
                );
        }
        Categories = categories;
        Concepts = concepts;
        CategoryOf = [.. concepts.Select(c => categories.ToList().IndexOf(c.Category))];
    }

    public IReadOnlyList<string> Categories { get; }

    /// <summary>The concept of number n stands at n - 1.</summary>
    public IReadOnlyList<Concept> Concepts { get; }

    /// <summary>Index of the category per concept; the concept of number n stands at n - 1.</summary>
    public IReadOnlyList<int> CategoryOf { get; }
}
