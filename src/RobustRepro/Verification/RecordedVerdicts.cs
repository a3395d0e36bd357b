using System.Text.Json;
using System.Text.Json.Serialization;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Files;
using RobustRepro.Statistics;

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

    /// <summary>The verdicts that come with the suite; empty for a study that has none yet.</summary>
    public static RecordedVerdicts Of(string study)
    {
        string path = Path.Combine(Fixtures.Folder, study, "verdicts.json");
        return File.Exists(path) ? Load(path) : new([]);
    }

    /// <exception cref="InvalidInputException">The file is no such record.</exception>
    public static RecordedVerdicts Load(string path)
    {
        try
        {
            return new(
                JsonSerializer.Deserialize<SortedDictionary<string, SortedDictionary<string, Verdict>>>(
                    File.ReadAllText(path),
                    Format
                ) ?? []
            );
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new InvalidInputException($"{path}: not a record of verdicts ({Printable.Line(e.Message)})", e);
        }
    }

    /// <summary>Whether a study has no verdicts on record.</summary>
    public bool IsEmpty => byClaim.Count == 0;

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
