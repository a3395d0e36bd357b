using RobustRepro.Measures.Dissection;
using RobustRepro.Measures.Units;

namespace RobustRepro.Measuring;

/// <summary>What claims need of a dissection.</summary>
public static class DissectedConcepts
{
    /// <summary>Reads every unit's best concept, and its number of concepts at each IoU, off what was
    /// counted.</summary>
    public static LayerConcepts Of(DissectedLayer layer, ConceptSetting setting)
    {
        LayerDissection dissection = layer.Tally.Result();
        return new(
            layer.Layer,
            setting,
            [
                .. Enumerable
                    .Range(0, dissection.Units)
                    .Select(unit =>
                    {
                        UnitConcept? best = dissection.Best(unit);
                        return new UnitConcepts(
                            best?.Concept.Name,
                            best?.Concept.Category,
                            best?.Iou ?? 0,
                            layer.Thresholds[unit],
                            [.. DissectionRule.Ious.Select(iou => dissection.ConceptsAbove(unit, iou))]
                        );
                    }),
            ]
        );
    }
}
