using RobustRepro.Claims;
using RobustRepro.Statistics;

namespace RobustRepro.Verification;

/// <summary>
/// The control with shuffled labels over all claims of a verification. There is nothing to find, and an interval of 95%
/// lies on the predicted side of 0 by chance once in forty times: of fifty comparisons, one is to be expected. So it is
/// the number of supported ones that must not be too large for chance.
/// </summary>
public sealed record ShuffledControl(IReadOnlyList<ClaimResult> Results)
{
    /// <summary>The share that chance supports: the half of 5% on the predicted side.</summary>
    public const double NominalRate = (1 - DecisionRule.Confidence) / 2;

    /// <summary>A number that chance reaches more rarely than this is too large. It is smaller than 5% because whoever
    /// verifies often looks often.</summary>
    public const double Level = 0.01;

    /// <summary>Comparisons that are supported though there is nothing to find.</summary>
    public IReadOnlyList<ClaimResult> Supported => [.. Results.Where(r => r.Verdict == Verdict.Supported)];

    /// <summary>Whether they are too many for chance.</summary>
    public bool FindsTooMuch => Chance(Results.Count, Supported.Count) < Level;

    /// <summary>For example "supports 1 of 9 (robust on alexnet); 2.5% is nominal".</summary>
    public override string ToString() =>
        Supported is { Count: > 0 } found
            ? $"supports {found.Count} of {Results.Count} "
                + $"({string.Join("; ", found.Select(r => $"{r.Claim.Id} on {r.Architecture}"))}); 2.5% is nominal"
            : $"supports none of {Results.Count}, as it must";

    /// <summary>The probability that chance supports so many or more.</summary>
    internal static double Chance(int comparisons, int supported)
    {
        double fewer = 0,
            term = Math.Pow(1 - NominalRate, comparisons);
        for (int k = 0; k < supported; k++)
        {
            fewer += term;
            term *= (comparisons - k) / (k + 1.0) * NominalRate / (1 - NominalRate);
        }
        return 1 - fewer;
    }
}
