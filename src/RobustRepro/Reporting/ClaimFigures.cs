using RobustRepro.Claims;
using RobustRepro.Measures;
using RobustRepro.Reporting.Figures;

namespace RobustRepro.Reporting;

/// <summary>The figure that goes with each claim, for one architecture.</summary>
public static class ClaimFigures
{
    /// <param name="pairs">The networks the result rests on.</param>
    public static Figure Of(ClaimResult result, IReadOnlyList<NetworkPair> pairs)
    {
        string id = $"{result.Claim.Id}-{result.Architecture}".Replace(' ', '-');
        string title = $"{result.Architecture} on {result.Study}";
        return result.Claim switch
        {
            RobustClaim => AccuracyCurveFigure.Create(id, title, pairs),
            ShapeBiasClaim => ShapeBiasFigure.Create(id, title,
            [
                new("S", Pool("S", pairs.Select(p => p.Standard)), ObserverGroup.Standard),
                new("R", Pool("R", pairs.Select(p => p.Robust)), ObserverGroup.Robust),
            ]),
            TextureLessClaim => AccuracyBarsFigure.Create(id, title, pairs, [StimulusSets.Intact, .. result.Claim.DecidedOn]),
            ShapeLessClaim => AccuracyBarsFigure.Create(id, title, pairs, [StimulusSets.Intact, StimulusSets.Scrambled, StimulusSets.TexturePatches]),
            _ => throw new ArgumentException($"claim '{result.Claim.Id}' has no figure", nameof(result)),
        };
    }

    private static Decisions Pool(string name, IEnumerable<NetworkMeasurements> networks)
    {
        Decisions[] all = [.. networks.Select(n => n.Decisions[StimulusSets.CueConflict])];
        return new(name, all[0].Categories, [.. all.SelectMany(d => d.Images)], [.. all.SelectMany(d => d.Shape)], [.. all.SelectMany(d => d.Texture)], [.. all.SelectMany(d => d.Response)]);
    }
}
