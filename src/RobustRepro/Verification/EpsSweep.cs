using RobustRepro.Attacks;
using RobustRepro.Claims;
using RobustRepro.Claims.Trends;

namespace RobustRepro.Verification;

/// <summary>R of several eps beside one S, all measured here: each claim's deciding measure as a dose-response
/// series.</summary>
public static class EpsSweep
{
    /// <summary>A series per claim that was judged at every eps.</summary>
    /// <param name="name">What the networks are called where others have an architecture.</param>
    /// <param name="norm">Of the attacks.</param>
    /// <param name="pairs">The same S at each eps.</param>
    public static IReadOnlyList<TrendResult> Of(string name, Norm norm, IReadOnlyList<JudgedPair> pairs) =>
        [
            .. pairs[0]
                .Result.Results.Where(first => pairs.All(p => p.Result.Results.Any(r => r.Claim.Id == first.Claim.Id)))
                .Select(first => Series(name, norm, first, pairs)),
        ];

    private static TrendResult Series(string name, Norm norm, ClaimResult first, IReadOnlyList<JudgedPair> pairs)
    {
        TrendPoint[] points =
        [
            .. Points(0, first.Runs.Standard.Select(n => n.Name), first.Row.StandardRuns),
            .. pairs.SelectMany(p =>
            {
                ClaimResult at = p.Result.Results.First(r => r.Claim.Id == first.Claim.Id);
                return Points(p.Eps!.Value, at.Runs.Robust.Select(n => n.Name), at.Row.RobustRuns);
            }),
        ];
        var series = new TrendSeries(first.Claim.Quantity, first.Claim.PredictedSign, points)
        {
            SmallestEffect = first.Row.SmallestEffect,
        };
        return new(first.Claim, first.Study, name, norm, $"{first.Claim.Quantity}.", series, [], [])
        {
            IsMeasured = true,
        };
    }

    private static IEnumerable<TrendPoint> Points(
        double eps,
        IEnumerable<string> names,
        IReadOnlyList<double> values
    ) => names.Zip(values, (name, value) => new TrendPoint(eps, name, value));
}
