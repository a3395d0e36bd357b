using RobustRepro.Attacks;
using RobustRepro.Claims.Trends;
using RobustRepro.Tables;

namespace RobustRepro.Studies.Published;

/// <summary>The series of a family in a table of the benchmark's shape.</summary>
internal sealed class SeriesOfBenchmark
{
    private readonly string path;
    private readonly string architecture;
    private readonly BenchmarkTable table;
    private readonly IReadOnlyList<TrainedSeries> series;

    /// <exception cref="InvalidInputException">The table is no such table, has no such family, or has fractions in
    /// place of per cent.</exception>
    public SeriesOfBenchmark(string path, string family, string architecture)
    {
        this.path = path;
        this.architecture = architecture;
        table = new(
            path,
            [
                .. PublishedClaims
                    .All.SelectMany(c => c.Choices.Prepend(c.Primary))
                    .Concat(PublishedClaims.Context)
                    .SelectMany(m => m.Columns)
                    .Distinct(),
            ]
        );
        series = TrainedSeries.Of(family, table.Networks, path);
        table.RequirePercent([.. series.SelectMany(s => s.Networks).Select(n => n.Network).Distinct()]);
    }

    /// <summary>A sentence where the table has none of a measure's columns, else null.</summary>
    public string? Lacks(PublishedMeasure measure) =>
        measure.Columns.Any(table.Has)
            ? null
            : $"{path} has none of its columns ({string.Join(", ", measure.Columns.Take(3))}"
                + (measure.Columns.Count > 3 ? ", ...)" : ")")
                + table.Question(measure.Columns[0]);

    /// <param name="conditions">The same networks by condition, for other ways to measure the claim; null for
    /// none.</param>
    public IEnumerable<TrendResult> Judge(PublishedClaim claim, SeriesByCondition? conditions)
    {
        Require(claim.Primary);
        IReadOnlyList<OtherTraining> others = OtherTrainings.In(table, claim.Primary);
        foreach (TrainedSeries networks in series)
            yield return new(
                claim.Claim,
                PublishedStudy.Id,
                architecture,
                networks.Norm,
                claim.Measure,
                networks.Measured(table, claim.Primary, People.Of(claim.Primary)),
                [
                    .. claim.Choices.Where(IsThere).Select(m => networks.Measured(table, m, People.Of(m))),
                    .. conditions?.Choices(claim, architecture, networks.Norm) ?? [],
                ],
                others
            )
            {
                IsHeadline = networks.Norm == Norm.L2,
            };
    }

    /// <summary>What belongs to no claim, a table per norm.</summary>
    public IReadOnlyList<ResultTable> Context()
    {
        PublishedMeasure[] there = [.. PublishedClaims.Context.Where(IsThere)];
        return there.Length == 0
            ? []
            :
            [
                .. series.Select(networks =>
                    TrendTables.Beside(
                        $"of no claim: what else becomes of {architecture} {networks.Norm}",
                        [.. there.Select(m => networks.Measured(table, m))],
                        networks.Norm
                    )
                ),
            ];
    }

    /// <summary>A measure without any of its columns is no choice here; one with some of them is refused.</summary>
    private bool IsThere(PublishedMeasure measure)
    {
        if (Lacks(measure) is not null)
            return false;
        Require(measure);
        return true;
    }

    private void Require(PublishedMeasure measure)
    {
        if (measure.Columns.FirstOrDefault(c => !table.Has(c)) is { } missing)
            throw table.Missing(missing);
    }
}
