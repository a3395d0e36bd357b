using RobustRepro.Claims;
using RobustRepro.Claims.Trends;
using RobustRepro.Measures;
using RobustRepro.Measures.Units;
using RobustRepro.Reporting.Figures;
using RobustRepro.Reporting.Galleries;
using RobustRepro.Statistics;
using RobustRepro.Stimuli;

namespace RobustRepro.Reporting;

/// <summary>The figures that go with each claim, for one architecture.</summary>
public static class ClaimFigures
{
    /// <summary>The paper's code calls a channel an outlier from this share of S's mean variation on clean images
    /// (tv_obs.py).</summary>
    private const double OutlierShare = 0.2;

    public static IReadOnlyList<Figure> Of(ClaimResult result)
    {
        string id = $"{result.Claim.Id}-{result.Architecture}".Replace(' ', '-');
        string title = $"{result.Architecture} on {result.Study}";
        return [.. result.Claim.Charts.SelectMany(chart => Draw(chart, id, title, result))];
    }

    /// <summary>A claim on published numbers: its measures over eps.</summary>
    /// <param name="results">Every series of one claim.</param>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<TrendResult> results) => TrendFigures.Of(results);

    private static IEnumerable<Figure> Draw(ClaimChart chart, string id, string title, ClaimResult result)
    {
        IReadOnlyList<NetworkPair> pairs = result.Pairs;
        NetworkMeasurements[] standard = [.. pairs.Select(p => p.Standard)],
            robust = [.. pairs.Select(p => p.Robust)];
        return chart switch
        {
            ClaimChart.AccuracyPerSet =>
            [
                AccuracyBarsFigure.Create(id, title, pairs, result.Claim.ChartedSets(standard[0])),
            ],
            ClaimChart.AccuracyOverEps => [AccuracyCurveFigure.Create(id, title, pairs)],
            ClaimChart.AccuracyOverWidth => WidthCurveFigure.Create(id, title, pairs),
            ClaimChart.ShapeBias => [ShapeBiasFigure.Create(id, title, ShapeBiases(standard, robust))],
            ClaimChart.HybridCurve => [HybridCurveFigure.Create(id, title, pairs)],
            ClaimChart.FirstLayerFilters =>
            [
                FilterGridFigure.Create(id, $"{title}, {pairs[0].Label}", Filters(standard[0]), Filters(robust[0])),
            ],
            ClaimChart.NoiseScatter => standard[0]
                .Units!.Noise.Take(DissectionRule.EarlyLayers)
                .Select((n, layer) => NoiseScatter($"{id}-{n.Layer}", $"{title}, {n.Layer}", pairs, layer)),
            ClaimChart.DetectorCategories => [CategoryBarsFigure.Create(id, title, Tallies(standard), Tallies(robust))],
            ClaimChart.Ablations =>
            [
                AblationBarsFigure.Create(
                    $"{id}-ablation",
                    $"{title}: without its best detectors of a category, {standard[0].Units!.Concepts[^1].Layer}",
                    Drops(standard),
                    Drops(robust)
                ),
            ],
            ClaimChart.ConceptHistogram =>
            [
                ConceptHistogramFigure.Create(id, title, ConceptsPerUnit(standard), ConceptsPerUnit(robust)),
            ],
            ClaimChart.Syntheses => [SynthesisGallery.Of(id, title, pairs[0])],
            _ => throw new ArgumentOutOfRangeException(nameof(chart), chart, "no such chart"),
        };
    }

    private static ShapeBiasSeries[] ShapeBiases(
        IEnumerable<NetworkMeasurements> standard,
        IEnumerable<NetworkMeasurements> robust
    ) => [new("S", Pool("S", standard), ObserverGroup.Standard), new("R", Pool("R", robust), ObserverGroup.Robust)];

    private static Decisions Pool(string name, IEnumerable<NetworkMeasurements> networks)
    {
        Decisions[] all = [.. networks.Select(n => n.Decisions[StimulusName.CueConflict])];
        return new(
            name,
            all[0].Categories,
            [.. all.SelectMany(d => d.Images)],
            [.. all.SelectMany(d => d.Shape)],
            [.. all.SelectMany(d => d.Texture)],
            [.. all.SelectMany(d => d.Response)]
        );
    }

    private static FilterBank Filters(NetworkMeasurements network)
    {
        UnitMeasurements units = network.Units!;
        return new(
            units.FirstLayer.Height,
            units.FirstLayer.Width,
            units.FirstLayer.Weights,
            units.Filters[0].ScaleFree
        );
    }

    private static Figure NoiseScatter(string id, string title, IReadOnlyList<NetworkPair> pairs, int layer)
    {
        ChannelScatter Of(IEnumerable<NetworkMeasurements> networks)
        {
            NoiseResponse[] all = [.. networks.Select(n => n.Units!.Noise[layer])];
            return new([.. all.SelectMany(n => n.Clean)], [.. all.SelectMany(n => n.Noisy)]);
        }
        ChannelScatter standard = Of(pairs.Select(p => p.Standard));
        return VariationScatterFigure.Create(
            id,
            title,
            standard,
            Of(pairs.Select(p => p.Robust)),
            OutlierShare * standard.Clean.Average()
        );
    }

    /// <summary>Detectors of all networks together, per layer and threshold.</summary>
    private static List<DetectorTally> Tallies(IEnumerable<NetworkMeasurements> networks)
    {
        LayerConcepts[] layers = [.. networks.SelectMany(n => n.Units!.Under(ConceptSetting.Deciding))];
        return
        [
            .. from iou in DissectionRule.Ious
            from layer in layers.GroupBy(l => l.Layer)
            let units = layer.SelectMany(l => l.Units).ToArray()
            select new DetectorTally(
                layer.Key,
                iou,
                units.Length,
                units.Where(u => u.IsDetector(iou)).CountBy(u => u.Category!).ToDictionary()
            ),
        ];
    }

    private static int[] ConceptsPerUnit(IEnumerable<NetworkMeasurements> networks) =>
        [
            .. networks
                .SelectMany(n => n.Units!.Under(ConceptSetting.Deciding))
                .SelectMany(l => l.Units)
                .Select(u => u.ConceptsAbove[^1]),
        ];

    private static List<AblationDrop> Drops(IEnumerable<NetworkMeasurements> networks)
    {
        ILookup<string, CategoryAblation> byCategory = networks
            .SelectMany(n => n.Units!.Ablations)
            .ToLookup(a => a.Category);
        string[] panels = [.. byCategory.SelectMany(c => c).SelectMany(a => a.Losses).Select(l => l.Images).Distinct()];
        return
        [
            .. from panel in panels
            from category in byCategory
            let interval = WilsonInterval.Of(
                Together(category.SelectMany(a => a.Losses).Where(l => l.Images == panel).Select(l => l.Drop))
            )
            select new AblationDrop(
                panel,
                category.Key,
                category.Sum(a => a.Units),
                interval.Estimate,
                interval.Low,
                interval.High
            ),
        ];
    }

    private static RatioSample Together(IEnumerable<RatioSample> samples)
    {
        RatioSample[] all = [.. samples];
        return new([.. all.SelectMany(s => s.Numerators)], [.. all.SelectMany(s => s.Denominators)]);
    }
}
