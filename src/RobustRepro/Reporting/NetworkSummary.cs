using RobustRepro.Measures;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;
using RobustRepro.Tables;

namespace RobustRepro.Reporting;

/// <summary>Every measure of one network as a table: what <c>evaluate</c> prints.</summary>
public static class NetworkSummary
{
    public static ResultTable Table(NetworkMeasurements network)
    {
        var rows = new List<object?[]>();
        foreach (
            (StimulusName set, Decisions decisions) in network.Decisions.Where(p => p.Key != StimulusName.CueConflict)
        )
            rows.Add(Row($"accuracy, {set}", decisions.Accuracy));
        foreach ((float eps, Decisions answers) in network.UnderAttack)
            rows.Add(Row($"accuracy under PGD, eps {eps:0.##}", answers.Accuracy));
        if (network.Decisions.TryGetValue(StimulusName.CueConflict, out Decisions? conflict))
        {
            rows.Add(Row("shape bias, cue-conflict", ShapeBias.Sample(conflict)));
            rows.Add(Row("decisions for either cue, cue-conflict", ShapeBias.DecidedSample(conflict)));
            rows.AddRange(
                ShapeBias
                    .PerCategory(conflict)
                    .Select(
                        (bias, i) =>
                            new object?[]
                            {
                                $"shape bias, {conflict.Categories[i]}",
                                bias.Value ?? double.NaN,
                                null,
                                null,
                                bias.ShapeDecisions + bias.TextureDecisions,
                            }
                    )
            );
        }
        return new(
            network.Name,
            [Column.Text("measure"), new("value", 3), new("low", 3), new("high", 3), new("images", 0)],
            rows,
            ["low, high: 95% interval (Wilson) over images; images: those that count", network.Provenance]
        );
    }

    private static object?[] Row(string measure, RatioSample sample)
    {
        Interval interval = WilsonInterval.Of(sample);
        return [measure, interval.Estimate, interval.Low, interval.High, (int)sample.Denominators.Sum()];
    }
}
