namespace RobustRepro.Claims;

/// <summary>What a claim says of itself, for readers: the sections of its page (<c>docs/claims/ID.md</c>), which is
/// also what the report prints. Further sections of a page are for the page alone.</summary>
/// <param name="Statement">The sentence under test.</param>
/// <param name="Paper">Where the paper says it, and what it found.</param>
/// <param name="Prediction">In symbols.</param>
/// <param name="Measure">What is measured, in one or two sentences.</param>
/// <param name="Validity">What must hold for the measure to decide anything.</param>
/// <param name="Reading">What a verdict means and what it does not, for readers who did not choose the
/// measure.</param>
/// <param name="Deviations">How the measurement differs from the paper's.</param>
public sealed record ClaimText(
    string Statement,
    string Paper,
    string Prediction,
    string Measure,
    string Validity,
    string Reading,
    IReadOnlyList<string> Deviations
)
{
    /// <summary>Reads a claim's page from Markdown.</summary>
    /// <param name="source">Of the page, for errors.</param>
    /// <exception cref="InvalidInputException">A section is missing, empty or there twice.</exception>
    public static ClaimText Parse(string markdown, string source)
    {
        Dictionary<string, string> sections = [];
        foreach (
            string[] part in markdown.ReplaceLineEndings("\n").Split("\n## ").Skip(1).Select(s => s.Split('\n', 2))
        )
        {
            if (!sections.TryAdd(part[0].Trim(), part.Length > 1 ? part[1].Trim() : ""))
                throw new InvalidInputException($"{source}: section '## {part[0].Trim()}' stands there twice");
        }
        string Section(string name) =>
            sections.GetValueOrDefault(name) is { Length: > 0 } text
                ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                : throw new InvalidInputException($"{source}: no section '## {name}', or an empty one");
        return new(
            Section("Claim"),
            Section("In the paper"),
            Section("Prediction"),
            Section("Measure"),
            Section("Valid where"),
            Section("How to read it"),
            Items(sections.GetValueOrDefault("Deviations from the paper") ?? "")
        );
    }

    /// <summary>The page of one of the suite's claims.</summary>
    internal static ClaimText Of(string id)
    {
        using Stream stream =
            typeof(ClaimText).Assembly.GetManifestResourceStream($"claims/{id}.md")
            ?? throw new InvalidOperationException($"the page of claim '{id}' is not embedded");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), $"docs/claims/{id}.md");
    }

    /// <summary>The text for a claim that came without a page: what its measure says of it.</summary>
    internal static ClaimText Without(string quantity, string prediction) =>
        new(
            $"A claim of one's own: {prediction}.",
            "Not in the paper.",
            prediction,
            $"The measure of {quantity} is the claim's own.",
            "As the claim's own code says.",
            "The claim came without a page: its author has to say what a verdict means.",
            []
        );

    /// <summary>The items of a list: each may run over several lines.</summary>
    private static string[] Items(string list) =>
        [
            .. $"\n{list}"
                .Split("\n- ")
                .Skip(1)
                .Select(item => string.Join(' ', item.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];
}
