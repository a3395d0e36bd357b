namespace RobustRepro.Measures.Units;

/// <summary>What the units of a layer detect under one setting.</summary>
public sealed record LayerConcepts(string Layer, ConceptSetting Setting, IReadOnlyList<UnitConcepts> Units);
