using RobustRepro.Measures.Units;

namespace RobustRepro.Measures;

/// <summary>What the report shows of one network.</summary>
/// <param name="Attacked">Null where there are no test images.</param>
/// <param name="BestUnits">The best detectors of the last hooked layer, best first; none where nothing was
/// dissected.</param>
public sealed record NetworkPictures(AttackedImages? Attacked, IReadOnlyList<UnitPicture> BestUnits);
