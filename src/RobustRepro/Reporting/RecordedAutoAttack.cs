using System.Text.Json;
using System.Text.Json.Serialization;
using RobustRepro.Files;

namespace RobustRepro.Reporting;

/// <summary>AutoAttack on networks of a study as it was measured once, since it takes minutes for each:
/// <c>fixtures/STUDY/autoattack.json</c>, made by <c>eng/record-autoattack.py</c>.</summary>
/// <param name="Commit">Of the code that measured.</param>
/// <param name="Date">When, as year-month-day.</param>
/// <param name="Processor">On which.</param>
public sealed record RecordedAutoAttack(
    string Study,
    string Commit,
    string Date,
    string Processor,
    IReadOnlyList<AutoAttackRecord> Networks
)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Null for a study without a record.</summary>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public static RecordedAutoAttack? Of(string study)
    {
        string path = Path.Combine(Fixtures.Folder, study, "autoattack.json");
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<RecordedAutoAttack>(File.ReadAllText(path), Format)
                ?? throw new JsonException("it holds nothing");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(
                $"{path}: no record of AutoAttack ({e.Message}); eng/record-autoattack.py makes it again",
                e
            );
        }
    }

    /// <summary>The records of networks that are among these, by their weight files with their hashes.</summary>
    public IReadOnlyList<AutoAttackRecord> For(IEnumerable<string> weights) =>
        [.. Networks.Where(n => weights.Contains(n.Weights, StringComparer.Ordinal))];

    /// <summary>With where it comes from.</summary>
    public Tables.ResultTable Table(IReadOnlyList<AutoAttackRecord> records) =>
        AutoAttackSummary.Table(
            $"AutoAttack on the first test images, {Study}: a sensitivity row, recorded",
            records,
            [$"Measured once: {Date}, commit {Commit}, {Processor}."]
        );
}
