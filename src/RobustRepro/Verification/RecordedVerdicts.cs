using System.Text.Json;
using System.Text.Json.Serialization;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Files;
using RobustRepro.Statistics;
using RobustRepro.Studies;
using RobustRepro.Studies.Published;

namespace RobustRepro.Verification;

/// <summary>The verdicts a study came to when it was last recorded: <c>fixtures/{study}/verdicts.json</c>, by claim and
/// architecture.</summary>
public sealed class RecordedVerdicts
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly SortedDictionary<string, SortedDictionary<string, Verdict>> byClaim;

    private RecordedVerdicts(SortedDictionary<string, SortedDictionary<string, Verdict>> byClaim) =>
        this.byClaim = byClaim;

    /// <summary>The studies that have one: those whose networks come with the suite, and the one on published
    /// numbers.</summary>
    public static IReadOnlyList<string> Studies { get; } = [.. StudyRegistry.BuiltIn, PublishedStudy.Id];

    /// <summary>The verdicts that come with the suite; null for a study of which none do. Where the file of one that
    /// has verdicts is missing, the record is empty, and no verdict is as recorded.</summary>
    public static RecordedVerdicts? Of(string study)
    {
        if (!Studies.Contains(study))
            return null;
        string path = Path.Combine(Fixtures.Folder, study, "verdicts.json");
        return File.Exists(path) ? Load(path) : new([]);
    }

    /// <exception cref="InvalidInputException">The file is no such record.</exception>
    public static RecordedVerdicts Load(string path)
    {
        try
        {
            SortedDictionary<string, SortedDictionary<string, Verdict>?>? byClaim = JsonSerializer.Deserialize<
                SortedDictionary<string, SortedDictionary<string, Verdict>?>
            >(File.ReadAllText(path), Format);
            return new(new(byClaim?.ToDictionary(c => c.Key, c => c.Value ?? []) ?? []));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new InvalidInputException(
                $"{path}: not a record of verdicts, which holds a verdict by claim and architecture, for example "
                    + $"{{ \"robust\": {{ \"resnet\": \"supported\" }} }} ({Printable.Line(e.Message)})",
                e
            );
        }
    }

    /// <summary>Whether no verdict is on record: the file is missing, or was emptied.</summary>
    public bool IsEmpty => byClaim.Values.All(verdicts => verdicts.Count == 0);

    /// <summary>Null where nothing is recorded.</summary>
    public Verdict? Find(string claim, string architecture) =>
        byClaim.TryGetValue(claim, out SortedDictionary<string, Verdict>? verdicts)
        && verdicts.TryGetValue(architecture, out Verdict verdict)
            ? verdict
            : null;

    /// <summary>Whether a result came out otherwise than recorded; an unrecorded one did not.</summary>
    public bool Differs(ClaimResult result) =>
        Find(result.Claim.Id, result.Architecture) is { } recorded && recorded != result.Verdict;

    /// <summary>Whether a trend came out otherwise than recorded; an unrecorded one did not.</summary>
    public bool Differs(TrendResult result) =>
        Find(result.Claim.Id, result.Networks) is { } recorded && recorded != result.Verdict;

    /// <summary>Records results, keeping what the file says of others.</summary>
    public static void Save(string path, IEnumerable<ClaimResult> results) =>
        Save(path, results.Select(r => (r.Claim.Id, r.Architecture, r.Verdict)));

    /// <summary>Records verdicts, keeping what the file says of others.</summary>
    public static void Save(string path, IEnumerable<(string Claim, string Networks, Verdict Verdict)> results)
    {
        RecordedVerdicts recorded = File.Exists(path) ? Load(path) : new([]);
        foreach ((string claim, string networks, Verdict verdict) in results)
        {
            if (!recorded.byClaim.TryGetValue(claim, out SortedDictionary<string, Verdict>? verdicts))
                recorded.byClaim[claim] = verdicts = [];
            verdicts[networks] = verdict;
        }
        AtomicFile.WriteText(path, JsonSerializer.Serialize(recorded.byClaim, Format) + "\n");
    }
}
