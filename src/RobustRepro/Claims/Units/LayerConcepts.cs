using RobustRepro.Measures.Dissection;

namespace RobustRepro.Claims.Units;

/// <summary>What the units of a layer detect under one setting.</summary>
public sealed record LayerConcepts(string Layer, ConceptSetting Setting, IReadOnlyList<UnitConcepts> Units)
{
    /// <summary>Reads them off what was counted.</summary>
    public static LayerConcepts Of(DissectedLayer layer, ConceptSetting setting)
    {
        LayerDissection dissection = layer.Tally.Result();
        return new(layer.Layer, setting,
        [
            .. Enumerable.Range(0, dissection.Units).Select(unit =>
            {
                UnitConcept? best = dissection.Best(unit);
                return new UnitConcepts(best?.Concept.Name, best?.Concept.Category, best?.Iou ?? 0, layer.Thresholds[unit], [.. DissectionRule.Ious.Select(iou => dissection.ConceptsAbove(unit, iou))]);
            }),
        ]);
    }
}
