using System.Text.Json;
using System.Text.Json.Nodes;
using RobustRepro.Files;

namespace RobustRepro.Verification;

/// <summary>What networks came to when they were recorded: <c>robustrepro.recorded/NAME.json</c> beside the settings. A
/// later run is held to it.</summary>
public sealed class GateRecord
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n" };

    private readonly string name;
    private readonly IReadOnlyList<RecordedNumbers> entries;
    private readonly IReadOnlyDictionary<string, (string Verdict, double Tau)> trends;

    private GateRecord(
        string name,
        IReadOnlyList<RecordedNumbers> entries,
        IReadOnlyDictionary<string, (string, double)> trends
    )
    {
        this.name = name;
        this.entries = entries;
        this.trends = trends;
    }

    /// <summary>Where the record of an entry is.</summary>
    /// <param name="settings">Path of <c>robustrepro.json</c>.</param>
    public static string PathOf(string settings, string name) =>
        Path.Combine(Path.GetDirectoryName(settings)!, "robustrepro.recorded", $"{name}.json");

    /// <summary>Records verdicts and numbers; what is on record of claims that were not judged stays.</summary>
    /// <exception cref="InvalidInputException">What is there is no record.</exception>
    public static void Save(string path, string name, JudgedNetworks judged)
    {
        JsonNode record = JsonNode.Parse(VerdictsFile.Json(judged.Pairs[0].Result, pair: true))!;
        JsonArray verdicts = [],
            overEps = [];
        foreach (JudgedPair pair in judged.Pairs)
        foreach (JsonNode? verdict in Entries(VerdictsFile.Json(pair.Result, pair: true), "verdicts"))
        {
            verdict!["eps"] = pair.Eps;
            verdicts.Add(verdict.DeepClone());
        }
        if (judged.OverEps is { } trends)
        {
            foreach (JsonNode? trend in Entries(VerdictsFile.Json(trends, pair: false), "verdicts"))
                overEps.Add(trend!.DeepClone());
        }
        if (File.Exists(path))
        {
            Load(path, name);
            string[] claims = [.. judged.Pairs.SelectMany(p => p.Result.Results).Select(r => r.Claim.Id)];
            string before = File.ReadAllText(path);
            Keep(Entries(before, "verdicts"), verdicts, claims);
            Keep(Entries(before, "overEps"), overEps, claims);
        }
        record["verdicts"] = verdicts;
        record["overEps"] = overEps;
        AtomicFile.WriteText(path, record.ToJsonString(Format) + "\n");
    }

    /// <param name="name">Of the entry, for messages.</param>
    /// <exception cref="InvalidInputException">There is no record, or the file is none.</exception>
    public static GateRecord Load(string path, string name)
    {
        if (!File.Exists(path))
            throw new InvalidInputException(
                $"{path}: nothing is on record of {name}; 'robustrepro verify --networks {name} --record' records it"
            );
        try
        {
            using var content = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = content.RootElement;
            RecordedNumbers[] entries = [.. root.GetProperty("verdicts").EnumerateArray().Select(RecordedNumbers.Read)];
            if (entries.DistinctBy(e => (e.Claim, e.Eps)).Count() < entries.Length)
                throw new InvalidOperationException("a claim is there twice");
            return new(
                name,
                entries,
                root.TryGetProperty("overEps", out JsonElement overEps)
                    ? overEps
                        .EnumerateArray()
                        .ToDictionary(
                            t => t.GetProperty("claim").GetString()!,
                            t => (t.GetProperty("verdict").GetString()!, RecordedNumbers.Number(t, "tau"))
                        )
                    : new Dictionary<string, (string, double)>()
            );
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidInputException(
                $"{path}: not a record of verdicts ({Printable.Line(e.Message)}); --record writes it anew",
                e
            );
        }
    }

    /// <summary>A line per claim that came out otherwise: another verdict, a number that left the recorded ones, a
    /// claim that was not judged or is not on record.</summary>
    /// <param name="rule">How far numbers may leave the recorded ones.</param>
    /// <param name="all">Whether every claim was asked for, so that one that was not judged is missed.</param>
    public IReadOnlyList<GateChange> Changes(JudgedNetworks judged, GateRule rule, bool all = true)
    {
        List<GateChange> changes = [];
        foreach (JudgedPair pair in judged.Pairs)
        {
            string at = pair.Eps is { } eps ? $"{name} at eps {RecordedNumbers.Short(eps)}" : name;
            RecordedNumbers[] recorded = [.. entries.Where(e => e.Eps == pair.Eps)];
            foreach (Claims.ClaimResult result in pair.Result.Results)
            {
                string claim = result.Claim.Id;
                string? change = recorded.FirstOrDefault(e => e.Claim == claim) is { } was
                    ? was.Change(result, rule)
                    : "is not on record; --record writes it";
                if (change is not null)
                    changes.Add(new(claim, $"{at}: {claim} {change}"));
            }
            foreach (
                string missing in all
                    ? recorded.Select(e => e.Claim).Except(pair.Result.Results.Select(r => r.Claim.Id))
                    : []
            )
            {
                string? reason = pair.Result.Skipped.FirstOrDefault(s => s.Claim.Id == missing)?.Reason;
                changes.Add(
                    new(
                        missing,
                        $"{at}: {missing} is on record and was not judged{(reason is null ? "" : $": {reason}")}"
                    )
                );
            }
        }
        double?[] gone = [.. entries.Select(e => e.Eps).Distinct().Where(e => judged.Pairs.All(p => p.Eps != e))];
        if (gone.Length > 0)
            changes.Add(
                new(
                    "",
                    $"{name}: on record are networks of eps {string.Join(", ", gone.Select(RecordedNumbers.Short))}, "
                        + "which the settings do not name"
                )
            );
        changes.AddRange(judged.Trends.Select(Change).OfType<GateChange>());
        return changes;
    }

    private GateChange? Change(Claims.Trends.TrendResult trend)
    {
        string claim = trend.Claim.Id,
            verdict = trend.Verdict.Lower();
        if (!trends.TryGetValue(claim, out (string Verdict, double Tau) recorded))
            return new(claim, $"{name} over eps: {claim} is not on record; --record writes it");
        return verdict == recorded.Verdict
            ? null
            : new(
                claim,
                $"{name} over eps: {claim} is {verdict}, recorded is {recorded.Verdict} (tau "
                    + $"{RecordedNumbers.Text(trend.Series.Tau)}; recorded {RecordedNumbers.Text(recorded.Tau)})"
            );
    }

    private static JsonArray Entries(string json, string key) => JsonNode.Parse(json)![key]?.AsArray() ?? [];

    private static void Keep(JsonArray before, JsonArray now, string[] judged)
    {
        foreach (JsonNode? kept in before.Where(k => !judged.Contains((string?)k!["claim"])))
            now.Add(kept!.DeepClone());
    }
}
