using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RobustRepro.Claims;
using RobustRepro.Files;

namespace RobustRepro.Verification;

/// <summary>What a pair of networks came to when it was recorded: <c>robustrepro.recorded/NAME.json</c> beside the
/// settings. A later run is held to it.</summary>
public sealed class GateRecord
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n" };

    private readonly string name;
    private readonly Dictionary<string, Entry> entries;

    private GateRecord(string name, Dictionary<string, Entry> entries)
    {
        this.name = name;
        this.entries = entries;
    }

    /// <summary>Where the record of a pair is.</summary>
    /// <param name="settings">Path of <c>robustrepro.json</c>.</param>
    public static string PathOf(string settings, string name) =>
        Path.Combine(Path.GetDirectoryName(settings)!, "robustrepro.recorded", $"{name}.json");

    /// <summary>Records verdicts and numbers; what is on record of claims that were not judged stays.</summary>
    /// <exception cref="InvalidInputException">What is there is no record.</exception>
    public static void Save(string path, string name, VerificationResult result)
    {
        JsonNode record = JsonNode.Parse(VerdictsFile.Json(result, pair: true))!;
        if (File.Exists(path))
        {
            Load(path, name);
            string[] judged = [.. result.Results.Select(r => r.Claim.Id)];
            JsonArray verdicts = record["verdicts"]!.AsArray();
            foreach (JsonNode? kept in JsonNode.Parse(File.ReadAllText(path))!["verdicts"]!.AsArray())
            {
                if (!judged.Contains((string?)kept!["claim"]))
                    verdicts.Add(kept.DeepClone());
            }
        }
        AtomicFile.WriteText(path, record.ToJsonString(Format) + "\n");
    }

    /// <param name="name">Of the pair, for messages.</param>
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
            return new(
                name,
                content
                    .RootElement.GetProperty("verdicts")
                    .EnumerateArray()
                    .ToDictionary(
                        v => v.GetProperty("claim").GetString()!,
                        v => new Entry(
                            v.GetProperty("verdict").GetString()!,
                            Number(v, "standard"),
                            Number(v, "robust"),
                            Number(v, "smallestEffect")
                        )
                    )
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

    /// <summary>A line per claim that came out otherwise: another verdict, a number farther from the recorded one than
    /// is tolerated, a claim that was not judged or is not on record. One pair says nothing of how another training
    /// would come out, so that the tolerance is the user's, or the smallest effect of interest.</summary>
    /// <param name="tolerance">Null for each claim's smallest effect of interest.</param>
    /// <param name="all">Whether every claim was asked for, so that one that was not judged is missed.</param>
    public IReadOnlyList<string> Changes(VerificationResult result, double? tolerance, bool all = true)
    {
        var changes = new List<string>();
        foreach (ClaimResult judged in result.Results)
        {
            if (!entries.TryGetValue(judged.Claim.Id, out Entry? recorded))
                changes.Add($"{name}: {judged.Claim.Id} is not on record; --record writes it");
            else if (Change(judged, recorded, tolerance) is { } change)
                changes.Add($"{name}: {judged.Claim.Id} {change}");
        }
        foreach (string missing in all ? entries.Keys.Except(result.Results.Select(r => r.Claim.Id)) : [])
        {
            string? reason = result.Skipped.FirstOrDefault(s => s.Claim.Id == missing)?.Reason;
            changes.Add($"{name}: {missing} is on record and was not judged{(reason is null ? "" : $": {reason}")}");
        }
        return changes;
    }

    private static string? Change(ClaimResult judged, Entry recorded, double? tolerance)
    {
        ClaimRow row = judged.Row;
        string numbers =
            $"S {Text(row.Standard)}, R {Text(row.Robust)}; recorded S {Text(recorded.Standard)}, "
            + $"R {Text(recorded.Robust)}";
        if (judged.Verdict.Lower() != recorded.Verdict)
            return $"is {judged.Verdict.Lower()}, recorded is {recorded.Verdict} ({numbers})";
        double allowed = tolerance ?? recorded.SmallestEffect;
        return Apart(row.Standard, recorded.Standard, allowed) || Apart(row.Robust, recorded.Robust, allowed)
            ? $"is {recorded.Verdict} as recorded, its numbers are more than {Text(allowed)} away ({numbers})"
            : null;
    }

    /// <summary>What is undefined on one side alone is apart too.</summary>
    private static bool Apart(double now, double then, double allowed) =>
        double.IsFinite(now) != double.IsFinite(then) || Math.Abs(now - then) > allowed;

    private static double Number(JsonElement entry, string key) =>
        entry.GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private sealed record Entry(string Verdict, double Standard, double Robust, double SmallestEffect);
}
