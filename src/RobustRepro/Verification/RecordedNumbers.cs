using System.Globalization;
using System.Text.Json;
using RobustRepro.Claims;
using RobustRepro.Files;
using RobustRepro.Statistics;

namespace RobustRepro.Verification;

/// <summary>A claim's verdict and numbers on record.</summary>
internal sealed class RecordedNumbers
{
    private readonly string verdict;
    private readonly double[] standard,
        robust;
    private readonly double standardMean,
        robustMean,
        smallestEffect;

    private RecordedNumbers(JsonElement entry)
    {
        Claim = entry.GetProperty("claim").GetString()!;
        Eps =
            entry.TryGetProperty("eps", out JsonElement eps) && eps.ValueKind == JsonValueKind.Number
                ? eps.GetDouble()
                : null;
        verdict = entry.GetProperty("verdict").GetString()!;
        standardMean = Number(entry, "standard");
        robustMean = Number(entry, "robust");
        standard = Runs(entry, "standardRuns", standardMean);
        robust = Runs(entry, "robustRuns", robustMean);
        smallestEffect = Number(entry, "smallestEffect");
    }

    public string Claim { get; }

    /// <summary>Bound of R's attacks, where R of several bounds stand beside one S; else null.</summary>
    public double? Eps { get; }

    public static RecordedNumbers Read(JsonElement entry) => new(entry);

    public static double Number(JsonElement entry, string key) =>
        entry.GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    /// <summary>Three decimals.</summary>
    public static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>An eps, as short as it goes.</summary>
    public static string Short(double? eps) => eps?.ToString("0.####", CultureInfo.InvariantCulture) ?? "none";

    /// <summary>What is otherwise now, with the numbers; null where nothing is.</summary>
    public string? Change(ClaimResult now, GateRule rule)
    {
        ClaimRow row = now.Row;
        string numbers =
            $"S {Text(row.Standard)}, R {Text(row.Robust)}; recorded S {Text(standardMean)}, R {Text(robustMean)}";
        if (now.Verdict.Lower() != verdict)
            return $"is {now.Verdict.Lower()}, recorded is {verdict} ({numbers})";
        string[] left =
        [
            .. new[]
            {
                Left("S", row.Standard, row.StandardRuns.Count, standardMean, standard, rule),
                Left("R", row.Robust, row.RobustRuns.Count, robustMean, robust, rule),
            }.OfType<string>(),
        ];
        return left.Length == 0 ? null : $"is {verdict} as recorded, {string.Join(", and ", left)} ({numbers})";
    }

    private string? Left(string which, double now, int runs, double then, double[] recorded, GateRule rule)
    {
        // what is undefined on one side alone has changed too
        if (double.IsFinite(now) != double.IsFinite(then))
            return $"{which} is {(double.IsFinite(now) ? "defined and was not" : "undefined")}";
        if (!double.IsFinite(now))
            return null;
        if (recorded.Length >= PredictionInterval.FewestRuns && recorded.All(double.IsFinite))
        {
            var expected = PredictionInterval.Of(recorded, Math.Max(1, runs), rule.Confidence);
            return expected.Holds(now)
                ? null
                : $"{which} leaves {Text(expected.Low)} to {Text(expected.High)}, the prediction interval of "
                    + $"{recorded.Length} recorded runs";
        }
        double allowed = rule.Tolerance ?? smallestEffect;
        return Math.Abs(now - then) > allowed ? $"{which} is more than {Text(allowed)} away" : null;
    }

    private static double[] Runs(JsonElement entry, string key, double only) =>
        entry.TryGetProperty(key, out JsonElement runs) && runs.ValueKind == JsonValueKind.Array
            ? [.. runs.EnumerateArray().Select(r => r.ValueKind == JsonValueKind.Number ? r.GetDouble() : double.NaN)]
            : [only];
}
