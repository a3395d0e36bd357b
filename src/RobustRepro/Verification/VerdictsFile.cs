using System.Text.Json;
using System.Text.Json.Serialization;
using RobustRepro.Claims;
using RobustRepro.Files;

namespace RobustRepro.Verification;

/// <summary>The verdicts for other programs: <c>verdicts.json</c> beside the report, and what <c>--json</c>
/// prints.</summary>
public static class VerdictsFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // "R - S > 0" is to be read by people too
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <param name="pair">Whether the verdicts are on one pair of networks that the user named, and speak of no
    /// others.</param>
    /// <returns>An object with <c>study</c>, <c>commit</c> and <c>verdicts</c>; numbers that are undefined are
    /// null.</returns>
    public static string Json(VerificationResult result, bool pair) =>
        JsonSerializer.Serialize(
            new
            {
                Study = result.Study.Name,
                BuildInfo.Commit,
                Verdicts = result.Results.Select(r => Entry(r, pair ? "pair" : "architecture")),
            },
            Format
        ) + "\n";

    /// <summary>Writes <c>verdicts.json</c> into a folder, whole or not at all.</summary>
    public static void Write(VerificationResult result, bool pair, string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, "verdicts.json"), Json(result, pair));

    private static object Entry(ClaimResult result, string scope)
    {
        ClaimRow row = result.Rows[^1];
        return new
        {
            Claim = result.Claim.Id,
            result.Architecture,
            Verdict = result.Verdict.Lower(),
            Scope = scope,
            Standard = Number(row.Standard),
            Robust = Number(row.Robust),
            Difference = Number(row.Difference.Estimate),
            Low = Number(row.Difference.Low),
            High = Number(row.Difference.High),
        };
    }

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
