using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;

namespace RobustRepro.Studies.Published;

/// <summary>The series of several architectures in the files of conditions, and people beside them.</summary>
internal sealed class SeriesByCondition(string folder)
{
    private readonly ConditionFiles files = new(folder, PublishedClaims.Experiments);

    /// <summary>A claim on an architecture; nothing where these files have no measure of it.</summary>
    public IEnumerable<TrendResult> Judge(PublishedClaim claim, string architecture) =>
        claim.ByCondition is { } primary
            ? TrainedSeries
                .Of(architecture, files.Networks, folder)
                .Select(networks => new TrendResult(
                    claim.Claim,
                    PublishedStudy.Id,
                    architecture,
                    networks.Norm,
                    claim.MeasureByCondition,
                    Measured(networks, primary),
                    [.. claim.ChoicesByCondition.Select(m => Measured(networks, m))],
                    []
                ))
            : [];

    /// <summary>Every measure of a claim on one series, as other ways to measure it.</summary>
    public IEnumerable<TrendSeries> Choices(PublishedClaim claim, string architecture, Norm norm) =>
        Judge(claim, architecture).Where(r => r.Norm == norm).SelectMany(r => r.Choices.Prepend(r.Series));

    private TrendSeries Measured(TrainedSeries networks, PublishedMeasure measure) =>
        networks.Measured(
            files,
            measure,
            files.Networks.Contains(ConditionFiles.People)
                ? measure.Of(column => files.Of(ConditionFiles.People, column))
                : null
        );
}
